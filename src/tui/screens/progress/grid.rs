//! Where the panels of a section stand: rows filled by the width there is, and as many rows on a page as its height holds.

use ratatui::layout::Rect;

/// From these widths on, how much stands in one row: at less, one panel alone.
const CAPACITIES: [(u16, u16); 3] = [(160, 18), (100, 12), (76, 9)];
/// The fewest rows of a panel, and how much of twenty parts of a page a row takes where others follow: the first, the others.
const LEAST: u16 = 7;
const SHARES: [u16; 2] = [12, 9];
/// With so many rows free on a page, one more row of panels is squeezed into them.
const SQUEEZED: u16 = 10;

/// Panels that stand beside each other: the weight of each.
pub(super) type Group = Vec<u16>;

/// A panel in its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    /// Its group, and its place in that.
    pub group: usize,
    pub index: usize,
    pub x: u16,
    pub width: u16,
}

/// A row of panels on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub page: usize,
    pub y: u16,
    pub height: u16,
}

/// Puts groups into rows, each into the first that has room, and parts the width of each row by weight.
pub(super) fn rows(groups: &[Group], width: u16) -> Vec<Vec<Slot>> {
    let capacity = CAPACITIES.iter().find(|(from, _)| width >= *from).map_or(0, |(_, capacity)| *capacity);
    let mut rows: Vec<Vec<(usize, usize, u16)>> = Vec::new();
    for (group, weights) in groups.iter().enumerate() {
        let members = || weights.iter().enumerate().map(move |(index, weight)| (group, index, *weight));
        let weight: u16 = weights.iter().sum();
        if capacity == 0 || weight > capacity {
            rows.extend(members().map(|member| vec![member]));
            continue;
        }
        let taken = |row: &[(usize, usize, u16)]| row.iter().map(|(.., weight)| weight).sum::<u16>();
        match rows.iter_mut().find(|row| taken(row) + weight <= capacity) {
            Some(row) => row.extend(members()),
            None => rows.push(members().collect()),
        }
    }
    rows.iter().map(|row| parted(row, width)).collect()
}

fn parted(row: &[(usize, usize, u16)], width: u16) -> Vec<Slot> {
    let whole: u32 = row.iter().map(|(.., weight)| u32::from(*weight)).sum::<u32>().max(1);
    let end = |upto: u32| (u32::from(width) * upto / whole) as u16;
    let mut before = 0;
    let slot = |(group, index, weight): &(usize, usize, u16)| {
        let x = end(before);
        before += u32::from(*weight);
        Slot { group: *group, index: *index, x, width: end(before) - x }
    };
    row.iter().map(slot).collect()
}

/// Puts rows, each with the height it would like, onto pages of an area.
pub(super) fn pages(heights: &[u16], area: Rect) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    let (mut page, mut from, mut used) = (0, 0, 0);
    for (at, wanted) in heights.iter().enumerate() {
        let most = (area.height * SHARES[usize::from(at > 0)] / 20).max(LEAST);
        let mut height = (*wanted).min(most).min(area.height);
        let free = area.height - used;
        if used > 0 && height > free && free >= SQUEEZED {
            height = free;
        } else if used > 0 && height > free {
            grow(&mut places[from..], &heights[from..at], free);
            (page, from, used) = (page + 1, at, 0);
        }
        places.push(Place { page, y: 0, height });
        used += height;
    }
    if let (Some(last), Some(wanted)) = (places.get_mut(from..), heights.get(from..)) {
        grow(last, wanted, area.height.saturating_sub(used));
    }
    let (mut page, mut y) = (0, area.y);
    for place in &mut places {
        if place.page != page {
            (page, y) = (place.page, area.y);
        }
        place.y = y;
        y += place.height;
    }
    places
}

/// Hands the rows that are free on a page to those that want more, from the top.
fn grow(places: &mut [Place], wanted: &[u16], mut free: u16) {
    for (place, wanted) in places.iter_mut().zip(wanted) {
        let more = wanted.saturating_sub(place.height).min(free);
        place.height += more;
        free -= more;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_filled_by_the_first_that_fits_and_the_width_is_used_up() {
        let groups = [vec![3, 6], vec![4], vec![4], vec![4, 5], vec![4]];
        let shown = |width: u16| -> Vec<Vec<usize>> {
            let rows = rows(&groups, width);
            for row in &rows {
                assert_eq!(row.iter().map(|slot| slot.width).sum::<u16>(), width, "{width}");
                for (before, after) in row.iter().zip(row.iter().skip(1)) {
                    assert_eq!(before.x + before.width, after.x, "{width}");
                }
            }
            rows.iter().map(|row| row.iter().map(|slot| slot.group).collect()).collect()
        };
        assert_eq!(shown(60), [vec![0], vec![0], vec![1], vec![2], vec![3], vec![3], vec![4]]);
        assert_eq!(shown(80), [vec![0, 0], vec![1, 2], vec![3, 3], vec![4]]);
        assert_eq!(shown(120), [vec![0, 0], vec![1, 2, 4], vec![3, 3]]);
        assert_eq!(shown(200), [vec![0, 0, 1, 2], vec![3, 3, 4]]);
    }

    #[test]
    fn rows_share_a_page_and_what_is_free_goes_to_those_that_want_more() {
        let area = Rect::new(0, 4, 80, 20);
        let shown = |heights: &[u16]| -> Vec<(usize, u16, u16)> {
            pages(heights, area).iter().map(|place| (place.page, place.y, place.height)).collect()
        };
        assert_eq!(shown(&[18, 8, 30]), [(0, 4, 12), (0, 16, 8), (1, 4, 20)]);
        assert_eq!(shown(&[18, 12, 30]), [(0, 4, 18), (1, 4, 11), (1, 15, 9)]);
        let high: Vec<u16> = pages(&[30, 30], Rect::new(0, 0, 80, 30)).iter().map(|place| place.height).collect();
        assert_eq!(high, [18, 12], "what nearly fits is squeezed into what is free");
        assert_eq!(shown(&[5, 5]), [(0, 4, 5), (0, 9, 5)], "nothing is drawn higher than it wants");
        assert_eq!(shown(&[]), []);
        let low = Rect::new(0, 0, 60, 4);
        assert_eq!(pages(&[9, 9], low).iter().map(|place| place.height).collect::<Vec<_>>(), [4, 4]);
    }
}
