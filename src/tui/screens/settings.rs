//! What can be set, with what each setting may be. A choice counts at once and stands in `config.toml`, whose comments
//! stay; what belongs to the journal, the plan and the week, is written there.

use chrono::{Datelike as _, Days, Weekday};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::triage::levels::{self, Trials};
use crate::db::Write;
use crate::domain::natural_date::DateOrder;
use crate::domain::number_format::counted;
use crate::error::Result;
use crate::sanitize;
use crate::sys::settings::{Change, Explained, Level, Preset, Settings as Set, Value};
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::context::{Context, DrawContext};
use crate::tui::dialog::Dialog;
use crate::tui::input::MouseKind;
use crate::tui::list::List;
use crate::tui::outcome::Outcome;
use crate::tui::route::Answer;
use crate::tui::screens::{Extent, View};
use crate::tui::theme::{Role, Surface};
use crate::tui::widgets::chip::{Chip, flow};
use crate::tui::widgets::paint::Brush;
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::split::split;

/// Columns of the names.
const NAMES: u16 = 20;
/// After how many days the trash may be emptied; 0 is never.
const TRASH: [u32; 5] = [0, 7, 30, 90, 365];

/// What a date of two numbers means, and what that is called in the file.
const ORDERS: [(Option<DateOrder>, &str, Option<&str>); 3] = [
    (None, "not accepted", None),
    (Some(DateOrder::DayMonth), "3 April", Some("day-month")),
    (Some(DateOrder::MonthDay), "March 4", Some("month-day")),
];
const WEEKDAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// What can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Theme,
    Keys,
    Mouse,
    Bell,
    Editor,
    Plan,
    WeekStarts,
    DayStarts,
    DateOrder,
    TrashDays,
    Suggestions,
    Explanations,
    Hints,
}

impl Item {
    const ALL: [(Self, &'static str, &'static str); 13] = [
        (Self::Theme, "Theme", "`auto` fits the background of your terminal. Add your own themes to the `themes` folder."),
        (Self::Keys, "Keys", "`plain` uses ordinary desktop keys, `emacs` those of Emacs and the shell. `vim` adds Vi commands after Esc in longer answers. Your own `keys.toml` overrides any of them."),
        (Self::Mouse, "Mouse", "When it is off, your terminal selects text as usual. When it is on, hold Shift to select in most terminals."),
        (Self::Bell, "Bell", "Whether a clock rings when its time is up."),
        (Self::Editor, "Editor", "The command that opens an answer in your editor. If it is empty, $VISUAL or $EDITOR is used."),
        (Self::Plan, "Plan", "What you practise, from this week on. Earlier weeks keep their plan."),
        (Self::WeekStarts, "A week starts on", "Your choice starts on the next such day. The week before it is shorter, and earlier weeks stay as they were."),
        (Self::DayStarts, "A day starts at", "What you write before this hour belongs to the day before."),
        (Self::DateOrder, "3/4 means", "How a date of two numbers is read, as in `empathy log --at 3/4`."),
        (Self::TrashDays, "Empty the trash", "How long you can restore what you deleted."),
        (Self::Suggestions, "Suggestions", "How far suggestions about complaints go. `suggest`: Enter accepts one. `approve`: the likely ones are listed too, and one key labels them. `automatic`: they are labelled for you, except one in ten. That has to be earned: 27 of your last 30 decisions have to agree."),
        (Self::Explanations, "Why suggested", "What you see beside a suggestion. `short`: the words that led to it. `full`: what else it may be, too."),
        (Self::Hints, "Hints on writing", "Hints that you chose to ignore always. Turn them on again here, or one by one in `config.toml`."),
    ];
}

/// What a choice leads to.
#[derive(Debug)]
enum Choice {
    /// Settings, and what of them is written into the file.
    Set(Box<Set>, Change),
    /// A plan, by its id and its title.
    Plan(String, String),
    Week(Weekday),
}

/// Lists what a setting may be, each with what it is called.
fn choices(item: Item, cx: &Context) -> Vec<(String, Choice)> {
    let set = |key: &'static str, label: &str, value: Value, change: &dyn Fn(&mut Set)| {
        let mut set = cx.settings.clone();
        change(&mut set);
        (label.to_owned(), Choice::Set(Box::new(set), Change { key, value }))
    };
    let named = |key, name: &str, change: &dyn Fn(&mut Set)| set(key, name, Value::Text(name.to_owned()), change);
    let switch = |key, put: fn(&mut Set, bool)| {
        [(true, "on"), (false, "off")].map(|(on, label)| set(key, label, Value::Switch(on), &|set| put(set, on))).into()
    };
    match item {
        Item::Theme => {
            cx.personal.themes().iter().map(|name| named("theme", name, &|set| set.theme.clone_from(name))).collect()
        }
        Item::Keys => Preset::ALL.map(|(name, one)| named("keys", name, &|set| set.keys = one)).into(),
        Item::Mouse => switch("mouse", |set, on| set.mouse = on),
        Item::Bell => switch("bell", |set, on| set.bell = on),
        Item::Editor => Vec::new(),
        Item::Plan => {
            cx.catalog.plans().iter().map(|one| (one.title.clone(), Choice::Plan(one.id.clone(), one.title.clone()))).collect()
        }
        Item::WeekStarts => WEEKDAYS.map(|day| (long(day).to_owned(), Choice::Week(day))).into(),
        Item::DayStarts => {
            let hour = |hour: u32| {
                set("day_starts", &format!("{hour}:00"), Value::Number(hour), &|set| set.day_starts = hour)
            };
            (0..24).map(hour).collect()
        }
        Item::DateOrder => {
            let order = |(order, label, name): (_, &str, Option<&str>)| {
                let value = name.map_or(Value::Default, |name| Value::Text(name.to_owned()));
                set("date_order", label, value, &|set| set.date_order = order)
            };
            ORDERS.map(order).into()
        }
        Item::TrashDays => TRASH
            .map(|days| set("trash_days", &trash(days), Value::Number(days), &|set| set.trash_days = days))
            .into(),
        Item::Suggestions => {
            Level::ALL.map(|(name, one)| named("suggestions", name, &|set| set.suggestions = one)).into()
        }
        Item::Explanations => {
            Explained::ALL.map(|(name, one)| named("explanations", name, &|set| set.explanations = one)).into()
        }
        Item::Hints => vec![set("hints_off", "all on", Value::Default, &|set| set.hints_off.clear())],
    }
}

/// One setting as it is, and what it may be.
#[derive(Debug)]
struct Row {
    item: Item,
    choices: Vec<String>,
    chosen: Option<usize>,
    /// What stands where it is none of the choices.
    other: String,
}

impl Row {
    fn read(item: Item, (plan, starts): (&str, Weekday), cx: &Context) -> Self {
        let set = &cx.settings;
        let all = choices(item, cx);
        let chosen = all.iter().position(|(_, choice)| match choice {
            Choice::Set(one, _) => **one == *set,
            Choice::Plan(id, _) => id == plan,
            Choice::Week(day) => *day == starts,
        });
        let other = match item {
            Item::Editor => set.editor.clone().unwrap_or_else(|| "$VISUAL or $EDITOR".to_owned()),
            Item::TrashDays => trash(set.trash_days),
            Item::Hints => {
                let names: Vec<_> = set.hints_off.iter().map(|rule| rule.name()).collect();
                format!("off: {}", names.join(", "))
            }
            _ => set.theme.clone(),
        };
        Self { item, choices: all.into_iter().map(|(label, _)| label).collect(), chosen, other }
    }

    fn shown(&self) -> &str {
        self.chosen.and_then(|index| self.choices.get(index)).unwrap_or(&self.other)
    }
}

fn trash(days: u32) -> String {
    if days == 0 { "never".to_owned() } else { format!("after {}", counted(days as usize, "day")) }
}

fn long(day: Weekday) -> &'static str {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][day.num_days_from_monday() as usize % 7]
}

/// The choices of a setting, the one that counts picked.
fn chips(row: &Row) -> Vec<Chip<'_>> {
    let mut chips: Vec<Chip<'_>> = row.choices.iter().map(|label| Chip::new(label)).collect();
    if let Some(chosen) = row.chosen.and_then(|index| chips.get_mut(index)) {
        chosen.picked = true;
    }
    chips
}

/// The weekday on which weeks start by the choice made last, which may count only from a day ahead.
fn week_starts(cx: &Context) -> Result<Weekday> {
    Ok(cx.store.last_week_anchor()?.map_or(Weekday::Mon, |day| day.weekday()))
}

/// The screen.
#[derive(Debug)]
pub struct Settings {
    rows: Vec<Row>,
    list: List,
    area: Rect,
}

impl Settings {
    /// Opens it with the first setting marked.
    pub fn open(cx: &Context) -> Result<Self> {
        let mut screen = Self { rows: Vec::new(), list: List::new(1), area: Rect::ZERO };
        screen.reload(cx)?;
        Ok(screen)
    }

    fn marked(&self) -> Option<&Row> {
        self.rows.get(self.list.marked())
    }

    /// Returns where the settings are listed, and where the marked one is described: beside it, or below.
    fn places(&self) -> (Rect, Rect) {
        let inside = Panel::inside(self.area);
        let columns = split(inside, &[50, 50]);
        if let [list, about] = columns[..] {
            return (list, about);
        }
        let upper = inside.height.saturating_sub(9).max(inside.height / 2).min(self.rows.len() as u16 + 1);
        let below = inside.height.saturating_sub(upper);
        (Rect { height: upper, ..inside }, Rect { y: inside.y + upper, height: below, ..inside })
    }

    /// Returns where the choices stand: below what is said of the marked setting.
    fn chips_area(&self) -> Rect {
        let (_, about) = self.places();
        let lines = sanitize::wrap(Item::ALL[self.list.marked()].2, usize::from(about.width)).len() as u16 + 2;
        Rect { y: about.y + lines, height: about.height.saturating_sub(lines), ..about }
    }

    /// Returns which choice of the marked setting was clicked.
    fn chip_at(&self, input: &Input) -> Option<usize> {
        let Input::Mouse(mouse) = input else { return None };
        let about = self.chips_area();
        let chips = chips(self.marked()?);
        let hit = |(chip, (x, y)): (&Chip<'_>, (u16, u16))| {
            let area = Rect::new(about.x + x, about.y + y, chip.width(), 1);
            area.contains(Position::new(mouse.column, mouse.row))
        };
        (mouse.kind == MouseKind::Press).then(|| chips.iter().zip(flow(&chips, about.width)).position(hit))?
    }

    /// Takes the choice that is so many after the one that counts.
    fn step(&self, by: isize, cx: &mut Context) -> Result<Outcome> {
        let Some(row) = self.marked() else { return Ok(Outcome::Moved) };
        let count = row.choices.len() as isize;
        if row.item == Item::Editor {
            let text = cx.settings.editor.as_deref().unwrap_or_default();
            let lines = vec!["The command, as in `hx` or `code --wait`. Leave it empty to use $VISUAL or $EDITOR.".to_owned()];
            let answers = vec![("Use this editor", Answer::UseEditor), ("Keep the editor", Answer::Nothing)];
            return Ok(Outcome::Ask(Box::new(Dialog::new("Your editor", lines, answers).typing(text))));
        }
        if count == 0 {
            return Ok(Outcome::Moved);
        }
        let from = row.chosen.map_or(if by > 0 { -1 } else { 0 }, |index| index as isize);
        choose(row.item, (from + by).rem_euclid(count) as usize, cx)
    }
}

/// Takes one of the choices of a setting.
fn choose(item: Item, index: usize, cx: &Context) -> Result<Outcome> {
    Ok(match choices(item, cx).into_iter().nth(index) {
        None => Outcome::Moved,
        Some((_, Choice::Set(set, change))) => {
            if item == Item::Suggestions
                && set.suggestions == Level::Automatic
                && let Some(missing) = levels::missing(&Trials::read(&cx.store)?)
            {
                return Ok(Outcome::Warn(missing));
            }
            Outcome::Set(set, change)
        }
        Some((_, Choice::Plan(id, title))) => {
            let label = cx.this_week()?.label();
            let done = Outcome::Confirm(format!("you practise \"{title}\" from week {label} on"));
            Outcome::write(Write::UsePlan(label, id), done)
        }
        Some((_, Choice::Week(wanted))) => {
            let days = (1..=7).filter_map(|days| cx.today().checked_add_days(Days::new(days)));
            let Some(first) = days.into_iter().find(|day| day.weekday() == wanted) else { return Ok(Outcome::Moved) };
            let done = Outcome::Confirm(format!("weeks start on a {} from {} on", long(wanted), first.format("%-d %B")));
            Outcome::write(Write::StartWeek(first, cx.today()), done)
        }
    })
}

impl View for Settings {
    fn update(&mut self, input: Input, cx: &mut Context) -> Result<Outcome> {
        if let Some(index) = self.chip_at(&input) {
            return self.marked().map_or(Ok(Outcome::Moved), |row| choose(row.item, index, cx));
        }
        match self.list.act(&input) {
            Outcome::Ignored => {}
            Outcome::Chosen => return self.step(1, cx),
            outcome => return Ok(outcome),
        }
        match input {
            Input::Do(Action::Right | Action::Open | Action::Toggle) => self.step(1, cx),
            Input::Do(Action::Left) => self.step(-1, cx),
            _ => Ok(Outcome::Ignored),
        }
    }

    fn answered(&mut self, answer: &Answer, typed: &str, cx: &mut Context) -> Result<Outcome> {
        if *answer != Answer::UseEditor {
            return Ok(Outcome::Moved);
        }
        let editor = Some(typed.trim().to_owned()).filter(|editor| !editor.is_empty());
        let value = editor.clone().map_or(Value::Default, Value::Text);
        let set = Set { editor, ..cx.settings.clone() };
        Ok(Outcome::Set(Box::new(set), Change { key: "editor", value }))
    }

    fn reload(&mut self, cx: &Context) -> Result<()> {
        let plan = cx.store.plan_of_week(cx.this_week()?.label())?;
        let now = (cx.catalog.plan_of(plan.as_deref()).id.as_str(), week_starts(cx)?);
        self.rows = Item::ALL.iter().map(|(item, ..)| Row::read(*item, now, cx)).collect();
        self.list.set_length(self.rows.len());
        Ok(())
    }

    fn extent(&self) -> Extent {
        Extent::Full
    }

    fn arrange(&mut self, area: Rect) {
        self.area = area;
        self.list.arrange(self.places().0);
    }

    fn draw(&self, buf: &mut Buffer, cx: &DrawContext<'_>) -> Option<Position> {
        let mut brush = Brush::new(buf, self.area, cx.theme);
        let panel = Panel::new("Settings").focused(true).counter("config.toml");
        panel.draw(&mut brush, Surface::Panel);
        let (list, about) = self.places();
        let line = |row: &mut Brush<'_>, index: usize, marked: bool| {
            let Some(setting) = self.rows.get(index) else { return };
            let name = Item::ALL[index].1;
            row.line(0, 0, name, if marked { Role::Title } else { Role::Plain });
            let edges = if marked { ("‹ ", " ›") } else { ("  ", "") };
            row.pieces(NAMES, 0, &[(edges.0, Role::Accent), (setting.shown(), Role::Title), (edges.1, Role::Accent)]);
        };
        self.list.draw(&mut Brush::new(buf, list, cx.theme), line);
        let row = self.marked()?;
        Brush::new(buf, about, cx.theme).block(0, 1, Item::ALL[self.list.marked()].2, Role::Dim);
        let chips = chips(row);
        let mut room = Brush::new(buf, self.chips_area(), cx.theme);
        for (chip, (x, y)) in chips.iter().zip(flow(&chips, about.width)) {
            chip.draw(&mut room, x, y);
        }
        None
    }

    fn contexts(&self) -> Vec<KeyContext> {
        vec![KeyContext::Picking, KeyContext::Anywhere]
    }

    fn footer(&self) -> Vec<Action> {
        vec![Action::Right, Action::Left, Action::Down, Action::Back, Action::Help]
    }

    fn label(&self, action: Action) -> &'static str {
        match action {
            Action::Right => "next choice",
            Action::Left => "previous choice",
            action => action.label(),
        }
    }
}
