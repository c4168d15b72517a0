//! What each piece of a page is, for readers that don't see it: headings, lists, tables and their cells.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

/// What something is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Role {
    /// A heading with its level, 1 the title.
    Heading(u8, String),
    Paragraph,
    Quote,
    /// A drawing, with what it shows.
    Figure(String),
    List {
        numbered: bool,
    },
    Item,
    Label,
    Body,
    Table,
    Row,
    /// What a column is about.
    ColumnHead,
    /// What a row is about.
    RowHead,
    Cell,
}

/// The tree of what there is; a place in it is an index.
#[derive(Debug, Default)]
pub(super) struct Tags {
    nodes: Vec<(Role, Vec<Child>)>,
    roots: Vec<usize>,
}

#[derive(Debug)]
enum Child {
    Node(usize),
    /// Something drawn.
    Drawn(Identifier),
}

impl Tags {
    /// Adds something inside of something else, or at the top.
    pub(super) fn add(&mut self, within: Option<usize>, role: Role) -> usize {
        let at = self.nodes.len();
        self.nodes.push((role, Vec::new()));
        match within.and_then(|within| self.nodes.get_mut(within)) {
            Some((_, children)) => children.push(Child::Node(at)),
            None => self.roots.push(at),
        }
        at
    }

    /// Notes what was drawn of something.
    pub(super) fn drawn(&mut self, at: usize, what: Identifier) {
        if let Some((_, children)) = self.nodes.get_mut(at) {
            children.push(Child::Drawn(what));
        }
    }

    pub(super) fn tree(mut self) -> TagTree {
        let roots = std::mem::take(&mut self.roots);
        let mut tree = TagTree::new().with_lang(Some("en".to_owned()));
        for root in roots {
            tree.push(self.group(root));
        }
        tree
    }

    fn group(&mut self, at: usize) -> TagGroup {
        let taken = |(role, children): &mut (Role, Vec<Child>)| (role.clone(), std::mem::take(children));
        let (role, children) = self.nodes.get_mut(at).map_or((Role::Paragraph, Vec::new()), taken);
        let mut group = TagGroup::new(kind(role));
        for child in children {
            let node: Node = match child {
                Child::Node(at) => self.group(at).into(),
                Child::Drawn(what) => what.into(),
            };
            group.push(node);
        }
        group
    }
}

fn kind(role: Role) -> TagKind {
    match role {
        Role::Heading(level, title) => {
            let level = NonZeroU16::new(u16::from(level)).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(title)).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::Quote => Tag::BlockQuote.into(),
        Role::Figure(shows) => Tag::Figure(Some(shows)).into(),
        Role::List { numbered: true } => Tag::L(ListNumbering::Decimal).into(),
        Role::List { numbered: false } => Tag::L(ListNumbering::Disc).into(),
        Role::Item => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Body => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
    }
}
