//! One page of all parts that screens are composed of, and of all roles of text.

use empathy::tui::theme::{Hue, Role, Surface, Theme};
use empathy::tui::widgets::chip::{self, Chip};
use empathy::tui::widgets::meter::{Step, StepState, WordMeter, pips, step_line};
use empathy::tui::widgets::paint::Brush;
use empathy::tui::widgets::panel::{Card, Panel};
use empathy::tui::widgets::split;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns and rows of the page.
pub const SIZE: (u16, u16) = (120, 40);

const DAYS: [(&str, &str, Hue); 5] = [
    ("MON", "Trust", Hue::Trust),
    ("TUE", "Errors", Hue::Errors),
    ("WED", "Mental", Hue::Models),
    ("THU", "Automate", Hue::Automation),
    ("FRI", "Review", Hue::Review),
];
const REACTIONS: [(&str, &str, Hue); 4] = [
    ("Before I opened the list I made a bet with myself.", "Ledgerline · calm", Hue::Models),
    ("My father says please to it. It misheard him again.", "Siri · tender", Hue::Models),
    ("The yarn shop on the phone: 26 questions first.", "Ledgerline · cornered", Hue::Automation),
    ("It gave me four sources. Two of them did not exist.", "Perplexity · fooled", Hue::Trust),
];

/// Draws the page of a theme.
pub fn draw(buf: &mut Buffer, theme: &Theme, name: &str) {
    let area = buf.area;
    let mut page = Brush::new(buf, area, theme);
    page.clear(Surface::Base);
    page.pieces(1, 0, &[("empathy", Role::Accent), ("   the parts of a screen, in the theme ", Role::Dim)]);
    page.part(0, 0, 119, 1).right(60, 0, name, Role::Title);
    steps(&mut page.part(2, 2, 116, 2));
    cards(&mut page.part(0, 4, 120, 7));
    let columns = split::split(Rect::new(0, 11, area.width, 29), &[66, 54]);
    let [left, right] = columns[..] else { return };
    list(&mut page.part(left.x, left.y, left.width, 10));
    field(&mut page.part(left.x, left.y + 10, left.width, 8));
    text(&mut page.part(left.x, left.y + 18, left.width, 11));
    roles(&mut page.part(right.x, right.y, right.width, 13));
    popup(&mut page.part(right.x, right.y + 13, right.width, 16));
}

fn steps(brush: &mut Brush<'_>) {
    let step = |title, state, pages| Step { title, state, pages };
    let steps = [
        step("Products", StepState::Done, None),
        step("Moment", StepState::Begun, Some((1, 3))),
        step("Change", StepState::Open, Some((0, 3))),
        step("Look back", StepState::Open, None),
    ];
    step_line(&mut brush.part(0, 0, 70, 1), 0, &steps, 1, Some(Hue::Trust));
    step_line(&mut brush.part(76, 0, 40, 1), 0, &steps, 1, Some(Hue::Trust));
}

fn cards(brush: &mut Brush<'_>) {
    let review = pips(5, 8);
    for (n, (day, name, hue)) in DAYS.into_iter().enumerate() {
        let last = n + 1 == DAYS.len();
        let panel = Panel::new(day).hue(Some(hue)).counter(if last { "15m" } else { "30m" }).focused(last);
        let (state, lines) = if last {
            (
                ("◐", Role::Warn),
                [(review.as_str(), Role::Hue(hue)), ("Enter goes on with “Mental model”", Role::Dim)],
            )
        } else {
            (
                ("✓", Role::Good),
                [
                    ("5 products, Otter ▲1", Role::Plain),
                    ("“I locked my bike at the wrong rack”", Role::Quote),
                ],
            )
        };
        Card { panel, name, state, lines: &lines }.draw(&mut brush.part(n as u16 * 24, 0, 24, 7));
    }
}

fn list(brush: &mut Brush<'_>) {
    let keys = [("Enter", "read"), ("e", "edit"), ("f", "filter"), ("Space", "pick")]
        .map(|(key, does)| (key.to_owned(), does));
    let panel = Panel::new("Log").counter("60 · newest first").keys(&keys).aside("2 of 60").focused(true);
    let mut inside = panel.scrolled(0, 30).draw(brush, Surface::Panel);
    for (y, (sentence, about, hue)) in (0..).step_by(2).zip(REACTIONS) {
        inside.line(0, y, sentence, Role::Title);
        let chip = Chip { hue: Some(hue), picked: true, ..Chip::new("mental model") };
        inside.line(2, y + 1, about, Role::Dim);
        chip.draw(&mut inside, 40, y + 1);
    }
    let width = brush.area.width.saturating_sub(2);
    brush.part(1, 3, width, 2).select(0, 2);
}

fn field(brush: &mut Brush<'_>) {
    let (meter, role) = WordMeter { words: 27, wanted: 25..=70 }.label();
    let panel = Panel::new("The exact moment").hue(Some(Hue::Trust)).focused(true).aside("F4 not here");
    let mut inside = panel.draw(brush, Surface::Panel);
    inside.block(0, 0, "Usually it makes up prices when I ask about the cost of a transfer.", Role::Title);
    inside.line(0, 2, "~ “Usually” is not a moment. Which time?", Role::Warn);
    let chips = [("built", false), ("eroded", true), ("hallucinated", true), ("opaque", false)];
    let chips = chips.map(|(label, picked)| Chip { picked, focused: label == "eroded", ..Chip::new(label) });
    chip::draw_all(&mut inside, 4, &chips);
    inside.right(0, 3, &meter, role);
    inside.line(0, 5, "Space picks, Enter goes on", Role::Dim);
}

fn text(brush: &mut Brush<'_>) {
    let inside = Panel::new("Why this matters").draw(brush, Surface::Base);
    let area = split::measure(inside.area, false);
    let mut prose = Brush::new(inside.buf, area, inside.theme);
    let y = prose.block(0, 0, "Trust in an AI product grows over weeks and can be gone after one answer. Seen early, the moment names what to repair.", Role::Plain);
    let y = prose.block(0, y + 1, "“…would cost the others a glance and give her back.”", Role::Quote);
    prose.pieces(0, y + 1, &[("thin  ", Role::Dim), ("It often makes things up.", Role::Dim)]);
    prose.pieces(
        0,
        y + 2,
        &[("rich  ", Role::Dim), ("Tuesday, 9:40. It said €2.10; the page said €4.87.", Role::Example)],
    );
}

fn roles(brush: &mut Brush<'_>) {
    let mut inside = Panel::new("Roles").counter("on panel").draw(brush, Surface::Panel);
    inside.pieces(
        0,
        0,
        &[
            ("bold ", Role::Title),
            ("mid ", Role::Plain),
            ("faint ", Role::Dim),
            ("accent ", Role::Accent),
            ("hint", Role::Hint),
        ],
    );
    inside.pieces(
        0,
        1,
        &[
            ("good ", Role::Good),
            ("warn ", Role::Warn),
            ("bad ", Role::Bad),
            ("example ", Role::Example),
            ("quote ", Role::Quote),
            (" marked ", Role::Marked),
        ],
    );
    for (y, (_, name, hue)) in (3..).zip(DAYS) {
        let chip = Chip { hue: Some(hue), picked: true, ..Chip::new(name) };
        chip.draw(&mut inside, 0, y);
        Chip { picked: false, ..chip }.draw(&mut inside, 18, y);
        inside.line(36, y, "━━━━━━━━━━━━", Role::Hue(hue));
    }
    let mut x = 0;
    for (value, bar) in (1..=5).zip(["▁▁▁", "▂▂▂", "▃▃▃", "▅▅▅", "▇▇▇"]) {
        x = inside.line(x, 9, &format!("{bar} {value}  "), Role::Value(value));
    }
}

fn popup(brush: &mut Brush<'_>) {
    let width = brush.area.width;
    for y in 0..brush.area.height {
        brush.line(1, y, "What lies behind a popup is dimmed, and nothing of it pokes out.", Role::Plain);
    }
    brush.line(0, 4, "▸ a selected row behind it", Role::Accent);
    brush.part(0, 4, width, 1).select(0, 1);
    brush.send_behind();
    let mut over = brush.part(4, 2, width.saturating_sub(8), 12);
    let panel = Panel::over("Leave without saving?").aside("Esc closes").scrolled(2, 20);
    let mut inside = panel.draw(&mut over, Surface::Raised);
    let y = inside.block(0, 0, "Your latest changes are not on disk yet. Stay to try again.", Role::Plain);
    inside.pieces(0, y + 1, &[(" Stay here ", Role::Marked), ("   Leave without saving ", Role::Plain)]);
    inside.line(0, y + 3, "▸ one that is marked", Role::Accent);
    inside.line(0, y + 4, "  one that is not", Role::Plain);
    inside.line(0, y + 5, "  and help beside it", Role::Dim);
    inside.select(y + 3, 1);
}
