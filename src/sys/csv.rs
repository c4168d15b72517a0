//! Tables as spreadsheets and scrapers write them (RFC 4180, and what people make of it): quoted cells, line breaks in them.

/// What stands between cells: the one of the usual four that the header has most of, outside of quotation marks.
pub fn separator(text: &str) -> char {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let outside: String = header.split('"').step_by(2).collect();
    let many = |separator: &char| outside.matches(*separator).count();
    // Of two that are as many, the later.
    ['|', ';', '\t', ','].into_iter().max_by_key(many).unwrap_or(',')
}

/// The rows of a table, cells as they are; a cell that is never closed is an error, with the byte that opens it.
#[derive(Debug)]
pub struct Rows<'a> {
    text: &'a str,
    at: usize,
    separator: char,
}

impl Iterator for Rows<'_> {
    type Item = Result<Vec<String>, usize>;

    fn next(&mut self) -> Option<Self::Item> {
        // Lines without anything are no rows.
        let rest = self.text.get(self.at..)?;
        self.at += rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        if self.at == self.text.len() {
            return None;
        }
        let mut row = Vec::new();
        loop {
            let (cell, end) = match self.cell() {
                Ok(found) => found,
                Err(at) => {
                    self.at = self.text.len();
                    return Some(Err(at));
                }
            };
            row.push(cell);
            self.at = end;
            let rest = self.text.get(end..).unwrap_or_default();
            match rest.strip_prefix(self.separator) {
                Some(rest) => self.at = self.text.len() - rest.len(),
                None => return Some(Ok(row)),
            }
        }
    }
}

impl<'a> Rows<'a> {
    /// Starts at the first row.
    pub fn new(text: &'a str, separator: char) -> Self {
        Self { text, at: 0, separator }
    }

    /// The byte after the row read last.
    pub fn ended(&self) -> usize {
        self.at
    }

    /// Reads a cell, and returns it with the byte after it.
    fn cell(&self) -> Result<(String, usize), usize> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let ends = |letter: char| letter == self.separator || letter == '\n' || letter == '\r';
        let plain = |rest: &str| rest.find(ends).unwrap_or(rest.len());
        let Some(mut inner) = rest.strip_prefix('"') else {
            let end = plain(rest);
            return Ok((rest.get(..end).unwrap_or_default().to_owned(), self.at + end));
        };
        let mut cell = String::new();
        loop {
            let (before, after) = inner.split_once('"').ok_or(self.at)?;
            cell += before;
            if let Some(after) = after.strip_prefix('"') {
                cell.push('"');
                inner = after;
            } else {
                // What follows a closing quotation mark belongs to the cell, as spreadsheets have it.
                let end = plain(after);
                cell += after.get(..end).unwrap_or_default();
                return Ok((cell, self.text.len() - after.len() + end));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Result<Vec<String>, usize>> {
        Rows::new(text, separator(text)).collect()
    }

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn cells_are_parted_whatever_is_in_them() {
        let text = "a,b\r\n1,\"two, \"\"three\"\"\nfour\"\n\n,\n5,\"é\"x";
        let expected =
            [row(&["a", "b"]), row(&["1", "two, \"three\"\nfour"]), row(&["", ""]), row(&["5", "éx"])]
                .map(Ok);
        assert_eq!(rows(text), expected);
        assert_eq!(rows("\n\"a,b,c\";d\n1;2")[1], Ok(row(&["1", "2"])));
        assert_eq!(rows("a;b\n1;2,3"), [row(&["a", "b"]), row(&["1", "2,3"])].map(Ok));
        assert_eq!(rows("one\ntwo"), [row(&["one"]), row(&["two"])].map(Ok));
        assert_eq!(rows(""), []);
    }

    #[test]
    fn a_cell_that_is_never_closed_is_named() {
        assert_eq!(rows("a,b\n1,\"two\n3,4\n"), [Ok(row(&["a", "b"])), Err(6)]);
    }
}
