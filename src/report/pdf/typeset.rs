//! Words to lines: fonts, styles, and which characters no font has.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use parley::layout::Alignment;
use parley::style::{
    FontFamily, FontFamilyName, FontStyle, FontWeight, GenericFamily, LineHeight, OverflowWrap, StyleProperty,
};
use parley::{AlignmentOptions, FontContext, Layout, LayoutContext};

use super::{MARGIN, PAPER};
use crate::domain::hue::Hue;

/// The fonts that are part of the program (SIL Open Font License, `assets/fonts/OFL.txt`).
const FONTS: [&[u8]; 3] = [
    include_bytes!("../../../assets/fonts/LibertinusSerif-Regular.otf"),
    include_bytes!("../../../assets/fonts/LibertinusSerif-Italic.otf"),
    include_bytes!("../../../assets/fonts/LibertinusSerif-Semibold.otf"),
];
const FAMILY: &str = "Libertinus Serif";
const SEMIBOLD: f32 = 600.0;

/// A colour on paper: red, green, blue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Colour(pub u8, pub u8, pub u8);

pub(super) const BLACK: Colour = Colour(0x1d, 0x1f, 0x24);
pub(super) const DIM: Colour = Colour(0x5a, 0x5f, 0x6b);
pub(super) const RULE: Colour = Colour(0xc9, 0xc6, 0xbc);

/// The colour of a dimension on paper, as on the web page.
pub(super) fn colour(hue: Option<Hue>) -> Colour {
    match hue {
        Some(Hue::Trust) => Colour(0x17, 0x75, 0x6a),
        Some(Hue::Errors) => Colour(0xb3, 0x40, 0x3a),
        Some(Hue::Models) => Colour(0x6b, 0x4a, 0xa8),
        Some(Hue::Automation) => Colour(0x8a, 0x5a, 0x00),
        Some(Hue::Review) | None => Colour(0x2f, 0x5f, 0xb3),
    }
}

/// How words look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// In points.
    pub size: f32,
    pub bold: bool,
    pub italic: bool,
    pub colour: Colour,
}

impl Style {
    pub(super) const fn plain(size: f32) -> Self {
        Self { size, bold: false, italic: false, colour: BLACK }
    }

    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) const fn italic(self) -> Self {
        Self { italic: true, ..self }
    }

    pub(super) const fn coloured(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }
}

/// A text in lines.
#[derive(Debug)]
pub(super) struct Lines {
    pub layout: Layout<Colour>,
    pub text: String,
    /// The height of each line, in points.
    pub heights: Vec<f32>,
}

pub(super) struct Typesetter {
    fonts: FontContext,
    layouts: LayoutContext<Colour>,
    missing: BTreeSet<char>,
    /// Whether the fonts of the machine are asked too.
    others: bool,
}

impl Typesetter {
    pub(super) fn new() -> Self {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut fonts =
            FontContext { collection: Collection::new(options), source_cache: SourceCache::default() };
        for font in FONTS {
            fonts.collection.register_fonts(Blob::new(Arc::new(font)), None);
        }
        Self { fonts, layouts: LayoutContext::new(), missing: BTreeSet::new(), others: false }
    }

    /// Reads the fonts of the machine if what was set needs them; says whether everything must be set again.
    pub(super) fn wants_other_fonts(&mut self) -> bool {
        if self.others || self.missing.is_empty() {
            return false;
        }
        self.fonts.collection.load_system_fonts();
        self.others = true;
        self.missing.clear();
        true
    }

    /// Lists the characters that no font has.
    pub(super) fn missing(&self) -> Vec<char> {
        self.missing.iter().copied().collect()
    }

    /// Sets a text in lines of a width in points.
    pub(super) fn set(&mut self, text: &str, style: Style, width: f32) -> Rc<Lines> {
        let mut layout = self.layout(text, style);
        layout.break_all_lines(Some(width.max(1.0)));
        layout.align(Alignment::Start, AlignmentOptions::default());
        self.note_missing(&layout, text);
        let height = |line: parley::Line<'_, Colour>| {
            let metrics = line.metrics();
            metrics.block_max_coord - metrics.block_min_coord
        };
        let heights = layout.lines().map(height).collect();
        Rc::new(Lines { layout, text: text.to_owned(), heights })
    }

    /// The least and the most width of a text in points: of its longest word, and of its longest line.
    pub(super) fn widths(&mut self, text: &str, style: Style) -> (f32, f32) {
        let widths = self.layout(text, style).calculate_content_widths();
        (widths.min, widths.max)
    }

    /// Sets the title of the document and the number of a page, at their places in the foot: x and lines.
    pub(super) fn foot(&mut self, title: &str, number: &str) -> [(f32, Rc<Lines>); 2] {
        let style = Style::plain(8.5).coloured(DIM);
        let inner = PAPER.0 - 2.0 * MARGIN;
        let right = self.widths(number, style).1;
        let number = self.set(number, style, right + 1.0);
        [(MARGIN, self.set(title, style, inner - right - 24.0)), (PAPER.0 - MARGIN - right, number)]
    }

    fn layout(&mut self, text: &str, style: Style) -> Layout<Colour> {
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        let families =
            [FontFamilyName::Named(Cow::Borrowed(FAMILY)), FontFamilyName::Generic(GenericFamily::Serif)];
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Borrowed(&families))));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.36)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::BreakWord));
        builder.push_default(StyleProperty::Brush(style.colour));
        if style.bold {
            builder.push_default(StyleProperty::FontWeight(FontWeight::new(SEMIBOLD)));
        }
        if style.italic {
            builder.push_default(StyleProperty::FontStyle(FontStyle::Italic));
        }
        builder.build(text)
    }

    fn note_missing(&mut self, layout: &Layout<Colour>, text: &str) {
        for run in layout.lines().flat_map(|line| line.runs().collect::<Vec<_>>()) {
            for cluster in run.clusters().filter(|cluster| cluster.glyphs().any(|glyph| glyph.id == 0)) {
                let letters = text.get(cluster.text_range()).unwrap_or_default().chars();
                self.missing.extend(letters.filter(|letter| !letter.is_whitespace() && !letter.is_control()));
            }
        }
    }
}
