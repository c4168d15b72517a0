//! Choosing what goes into the review: keys and clicks in the list of it, and what they ask for.

use ratatui::layout::Position;

use super::Review;
use super::contents::{Contents, Offered, Row};
use super::view::Places;
use crate::app::outgoing::Asked;
use crate::app::review::Span;
use crate::app::week;
use crate::error::Result;
use crate::tui::action::{Action, Input};
use crate::tui::context::Context;
use crate::tui::dialog::Dialog;
use crate::tui::effects;
use crate::tui::input::MouseKind;
use crate::tui::outcome::Outcome;
use crate::tui::route::{Answer, Route};
use crate::tui::screens::View;

impl Review {
    /// Lists the days that can be asked for: they end with the week that is shown.
    pub(super) fn days(&self, cx: &Context) -> Result<Vec<(Span, &'static str)>> {
        let until = self.week.day(7);
        let four = (0..3).fold(self.week, |week, _| week.before()).starts;
        let mut days = vec![(Span::Week(self.week), "one week"), (Span::Days(four, until), "four weeks")];
        let first = cx.store.first_week()?.and_then(|label| week::labelled(&cx.store, label).transpose());
        if let Some(first) = first.transpose()?.filter(|first| first.starts < four) {
            days.push((Span::Days(first.starts, until), "everything until then"));
        }
        Ok(days)
    }

    /// Lists again what there is to choose, if that is open.
    pub(super) fn renew_contents(&mut self, cx: &Context) -> Result<()> {
        if self.contents.is_some() {
            let offered = self.offered(cx)?;
            if let Some(contents) = &mut self.contents {
                contents.renew(&self.asked, &self.reading, offered);
            }
        }
        Ok(())
    }

    /// Looks up what there is to choose from beside what the review itself offers.
    fn offered(&self, cx: &Context) -> Result<Offered> {
        let (days, saved) = (self.days(cx)?, effects::saved_choices(cx));
        Ok(Offered { days, saved, going: self.going.clone(), shared: effects::shared(cx)? })
    }

    /// Opens what goes in, or closes it.
    pub(super) fn open_contents(&mut self, cx: &Context) -> Result<()> {
        self.contents = match self.contents {
            Some(_) => None,
            None => {
                Some(Contents::new(&self.asked, &self.reading, self.offered(cx)?))
            }
        };
        self.outlined = self.contents.is_some();
        self.arrange(self.area);
        Ok(())
    }

    /// Chooses what goes in; nothing if the input was not for that.
    pub(super) fn act_contents(&mut self, input: &Input, cx: &Context) -> Result<Option<Outcome>> {
        let Some((contents, area)) = self.contents.as_mut().zip(Places::of(self.area, false, true).outline)
        else {
            return Ok(None);
        };
        if let Input::Mouse(mouse) = input {
            let covered = self.outlined || Places::is_beside(self.area);
            let hit = covered && area.contains(Position::new(mouse.column, mouse.row));
            if !hit {
                self.outlined &= mouse.kind != MouseKind::Press;
                return Ok(None);
            }
            self.outlined |= mouse.kind == MouseKind::Press;
        } else if !self.outlined {
            return Ok(None);
        }
        let moved = match input {
            Input::Do(Action::RowUp) => contents.moved(-1),
            Input::Do(Action::RowDown) => contents.moved(1),
            Input::Mouse(mouse) if mouse.kind == MouseKind::Press && contents.is_marked(*mouse) => {
                contents.moved_by(*mouse).and_then(|by| contents.moved(by))
            }
            _ => None,
        };
        if let Some(asked) = moved {
            return self.choose(asked, cx).map(Some);
        }
        match input {
            Input::Do(Action::Toggle | Action::Open) => self.choose_marked(cx).map(Some),
            Input::Do(Action::Clear) => match contents.marked() {
                Some(Row::Saved(name)) => {
                    let name = name.clone();
                    effects::delete_choice(cx, &name)?;
                    self.renew_contents(cx)?;
                    Ok(Some(Outcome::Confirm(format!("deleted the choice {name}"))))
                }
                _ => Ok(Some(Outcome::Moved)),
            },
            Input::Do(Action::Back) => {
                self.open_contents(cx)?;
                Ok(Some(Outcome::Moved))
            }
            _ => match contents.act(input) {
                Outcome::Ignored => Ok(None),
                Outcome::Chosen => self.choose_marked(cx).map(Some),
                outcome => Ok(Some(outcome)),
            },
        }
    }

    /// Turns what is marked on or off, or asks for what it needs.
    fn choose_marked(&mut self, cx: &Context) -> Result<Outcome> {
        let Some(contents) = &self.contents else { return Ok(Outcome::Ignored) };
        let question = |title: &str, line: &str, answer: (&str, Answer), typed: &str| {
            let answers = vec![answer, ("Cancel", Answer::Nothing)];
            Outcome::Ask(Box::new(Dialog::new(title, vec![line.to_owned()], answers).typing(typed)))
        };
        match contents.marked() {
            Some(Row::Title(title)) => {
                let line = "It stands above the review. Empty, the review has its own.";
                let answer = ("Use this title", Answer::TitleReview);
                return Ok(question("Title of the review", line, answer, title.as_deref().unwrap_or_default()));
            }
            Some(Row::Format(format)) => {
                self.going.format = *format;
                self.renew_contents(cx)?;
                return Ok(Outcome::Moved);
            }
            Some(Row::Recipient(to)) => {
                let line = "Their name stays on this machine, beside what you shared.";
                let answer = ("Keep the name", Answer::SendReviewTo);
                return Ok(question("Who gets the review", line, answer, to.as_deref().unwrap_or_default()));
            }
            Some(Row::Shared(entry, _)) => return Ok(Outcome::Open(Route::Entry(*entry, None))),
            Some(Row::Save) => {
                let line = "It keeps the reader, the parts, the products and the title. Use small letters and dashes.";
                return Ok(question("Save this choice", line, ("Save it", Answer::SaveChoice), "my-review"));
            }
            Some(Row::Saved(name)) => {
                let (reader, choice) = effects::saved_choice(cx, name)?;
                return self.choose(Asked { reader, choice, ..self.asked }, cx);
            }
            _ => {}
        }
        match contents.chosen() {
            Some(asked) => self.choose(asked, cx),
            None => Ok(Outcome::Moved),
        }
    }

    /// Shows what was chosen, as far down as it was read.
    pub(super) fn choose(&mut self, asked: Asked, cx: &Context) -> Result<Outcome> {
        let (top, _) = self.reader.scrolled();
        self.ask(asked, cx)?;
        self.reader.scroll_to(top);
        self.follow();
        Ok(Outcome::Moved)
    }
}
