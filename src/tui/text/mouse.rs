//! Where the mouse points: a click or a drag, counted from the corner of the drawn area. The wheel only scrolls.

use super::TextArea;

impl TextArea {
    /// Puts the cursor where the mouse was pressed, counted from the corner of the drawn area.
    pub fn click(&mut self, column: u16, row: u16) {
        let (byte, at_row_end) = self.place_at(column, row);
        self.jump(byte, at_row_end);
        self.anchor = None;
        self.killing = false;
        self.follow();
    }

    /// Extends the selection to where the mouse was dragged; below the area, the text scrolls.
    pub fn drag(&mut self, column: u16, row: u16) {
        let (byte, at_row_end) = self.place_at(column, row);
        self.anchor.get_or_insert(self.cursor);
        self.jump(byte, at_row_end);
        self.follow();
    }

    fn place_at(&self, column: u16, row: u16) -> (usize, bool) {
        let row = (self.top + usize::from(row)).min(self.rows.count() - 1);
        self.place_in_row(row, usize::from(column))
    }
}

#[cfg(test)]
mod tests {
    use super::super::marked::{area, marked};

    #[test]
    fn the_mouse_finds_what_is_drawn_under_it() {
        for (column, row, after) in [
            (0, 0, "|a日b\nhello world again"),
            (1, 0, "a|日b\nhello world again"),
            (2, 0, "a|日b\nhello world again"),
            (3, 0, "a日|b\nhello world again"),
            (9, 0, "a日b|\nhello world again"),
            (40, 1, "a日b\nhello world| again"),
            (2, 2, "a日b\nhello world ag|ain"),
            (0, 9, "a日b\nhello world |again"),
        ] {
            let mut area = area("a日b\nhello world again", 12, 4);
            area.click(column, row);
            assert_eq!(marked(&area), after, "{column}, {row}");
        }
    }

    #[test]
    fn the_mouse_counts_from_the_scrolled_rows() {
        let mut area = area("0\n1\n2\n3\n4|", 12, 2);
        area.click(0, 0);
        assert_eq!((area.top, marked(&area).as_str()), (3, "0\n1\n2\n|3\n4"));
        area.scroll_by(-2);
        area.click(1, 1);
        assert_eq!(marked(&area), "0\n1\n2|\n3\n4");
        area.drag(0, 0);
        assert_eq!(area.selection().as_deref(), Some("1\n2"));
        area.drag(1, 3);
        assert_eq!((area.selection().as_deref(), area.top), (Some("\n3\n4"), 3));
    }
}
