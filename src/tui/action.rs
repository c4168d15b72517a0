//! Everything a person can do with a key, with a sentence each. Help, footers and the key file derive from it.

/// Declares the actions with their names in files, their short labels and their sentences.
macro_rules! actions {
    ($($variant:ident $name:literal $label:literal $says:literal;)*) => {
        /// Something a person can do with a key.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $(#[doc = $says] $variant,)* }

        impl Action {
            /// Every action.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Gives its name in key files.
            pub fn name(self) -> &'static str { match self { $(Self::$variant => $name,)* } }

            /// Gives the word or two for footers.
            pub fn label(self) -> &'static str { match self { $(Self::$variant => $label,)* } }

            /// Gives its sentence for help.
            pub fn says(self) -> &'static str { match self { $(Self::$variant => $says,)* } }
        }
    };
}

actions! {
    Help "help" "help" "Show the keys that work here";
    Quit "quit" "quit" "Leave; everything written is kept";
    Suspend "suspend" "suspend" "Pause the program and go back to the shell";
    Back "back" "back" "Go back, or close what is open";
    Today "today" "Today" "Go to Today";
    Log "log" "Log" "Go to the log of reactions";
    Progress "progress" "Progress" "Go to Progress: what the numbers say";
    Review "review" "Review" "Go to the weekly review";
    NextPlace "next-place" "next place" "Go to the next place in the bar";
    Up "up" "up" "Move up";
    Down "down" "down" "Move down";
    Left "left" "left" "Move left";
    Right "right" "right" "Move right";
    PageUp "page-up" "page up" "Move up a page";
    PageDown "page-down" "page down" "Move down a page";
    First "first" "first" "Go to the first";
    Last "last" "last" "Go to the last";
    Open "open" "open" "Open what is marked, or go on";
    Toggle "toggle" "pick" "Pick or unpick what is marked";
    Clear "clear" "clear" "Take this answer away";
    Capture "capture" "log" "Log a reaction, over whatever is on the screen";
    Search "search" "search" "Find anything that was written";
    Palette "palette" "commands" "Pick from everything that can be done or opened";
    PreviousWeek "previous-week" "week before" "Look at the week before";
    NextWeek "next-week" "week after" "Look at the week after";
    ThisWeek "this-week" "this week" "Come back to this week";
    Why "why" "why" "Show how these numbers were calculated, or hide it";
    Practise "practise" "practise" "Begin the exercise that closes this gap";
    PreviousSection "previous-section" "section before" "Turn to the section before";
    NextSection "next-section" "next section" "Turn to the next section";
    PreviousSubject "previous-subject" "subject before" "Look at the product before, in figures of one product";
    NextSubject "next-subject" "next product" "Look at the next product, in figures of one product";
    Proof "proof" "show evidence" "Show the evidence before rating yourself, or hide it";
    Skip "skip" "skip" "Skip this day's exercise this week, or take it up again";
    Move "move" "move" "Move what is marked or picked to another day";
    StartWeek "start-week" "start today" "Let the week start today";
    Repeat "repeat" "once more" "Practise a finished exercise once more";
    Discard "discard" "drop draft" "Drop the draft that is marked (it goes to the trash)";
    Filter "filter" "filter" "Narrow the list: product, feeling, tag, days …";
    Everything "everything" "all" "Take every filter off";
    Order "order" "sort" "Choose the order of the list";
    PickAll "pick-all" "pick all" "Pick everything the list holds";
    PickNone "pick-none" "pick none" "Pick nothing any more";
    Tag "tag" "tag" "Tag what is picked, or take tags away";
    Trash "trash" "delete" "Move what is picked to the trash";
    TakeBack "take-back" "undo" "Take back the last change of the journal";
    Complete "complete" "complete" "Show what still wants a part";
    Days "days" "days" "Show the days of practice, and what your log shows";
    Opposites "opposites" "opposites" "Show mixed reactions to one part of a product";
    Export "export" "write file" "Write what is on the screen to a file";
    Done "done" "done" "Be done with this page: go on, or finish";
    NextField "next-field" "next field" "Go to the next field";
    PreviousField "previous-field" "field before" "Go to the field before";
    NextPage "next-page" "next page" "Go to the next page";
    PreviousPage "previous-page" "page before" "Go to the page before";
    Example "example" "example" "Show a thin and a rich example answer, or hide them";
    Accept "accept" "take it" "Take over what is proposed";
    Ignore "ignore" "ignore hint" "Ignore the hint in this field";
    Rail "rail" "evidence" "Show what earlier entries say about this, or hide it";
    Editor "editor" "in $EDITOR" "Write this answer in your editor";
    AddRow "add-row" "add" "Add a row";
    RemoveRow "remove-row" "remove" "Remove this row";
    RowUp "row-up" "move up" "Move this row up";
    RowDown "row-down" "move down" "Move this row down";
    Sort "sort" "sort" "Sort the rows by their scale, highest first";
    Newline "newline" "new line" "Start a new line";
    Backspace "backspace" "delete back" "Delete the character before";
    Delete "delete" "delete" "Delete the character after";
    DeleteWordLeft "delete-word-left" "delete word" "Delete the word before";
    DeleteWordRight "delete-word-right" "delete word" "Delete the word after";
    DeleteToRowStart "delete-to-row-start" "delete to start" "Delete to the start of the row";
    DeleteToRowEnd "delete-to-row-end" "delete to end" "Delete to the end of the row";
    WordLeft "word-left" "word left" "Move a word left";
    WordRight "word-right" "word right" "Move a word right";
    RowStart "row-start" "row start" "Move to the start of the row";
    RowEnd "row-end" "row end" "Move to the end of the row";
    TextStart "text-start" "text start" "Move to the start of the text";
    TextEnd "text-end" "text end" "Move to the end of the text";
    SelectLeft "select-left" "select left" "Select to the left";
    SelectRight "select-right" "select right" "Select to the right";
    SelectUp "select-up" "select up" "Select upwards";
    SelectDown "select-down" "select down" "Select downwards";
    SelectWordLeft "select-word-left" "select word" "Select a word to the left";
    SelectWordRight "select-word-right" "select word" "Select a word to the right";
    SelectRowStart "select-row-start" "select to start" "Select to the start of the row";
    SelectRowEnd "select-row-end" "select to end" "Select to the end of the row";
    SelectAll "select-all" "select all" "Select the whole text";
    Copy "copy" "copy" "Copy the selection (nothing selected: leave)";
    Cut "cut" "cut" "Cut the selection";
    Undo "undo" "undo" "Take back the last change of this text";
    Redo "redo" "redo" "Bring back what was taken back";
}

impl Action {
    /// Tells whether it does something worth a name: moving about and typing are no deeds.
    pub fn is_a_deed(self) -> bool {
        !(Self::Up..=Self::Last).contains(&self)
            && !(Self::Newline..=Self::SelectAll).contains(&self)
            && !matches!(self, Self::Toggle | Self::NextField | Self::PreviousField | Self::Copy | Self::Cut)
    }
}

/// Where a key means something; inner places are asked first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyContext {
    /// Everywhere.
    Anywhere,
    /// The Today screen.
    Today,
    /// The Log screen.
    Log,
    /// The Progress screen.
    Progress,
    /// The Review screen.
    Review,
    /// A form, on whatever field.
    Form,
    /// A field that is picked from, not typed in.
    Picking,
    /// A field that is typed in.
    Writing,
    /// A question over the screen.
    Dialog,
}

impl KeyContext {
    /// Lists every context with its name in key files and its title in help.
    pub const ALL: [(Self, &'static str, &'static str); 9] = [
        (Self::Anywhere, "anywhere", "Everywhere"),
        (Self::Today, "today", "Today"),
        (Self::Log, "log", "Log"),
        (Self::Progress, "progress", "Progress"),
        (Self::Review, "review", "Review"),
        (Self::Form, "form", "In an exercise"),
        (Self::Picking, "picking", "Choosing"),
        (Self::Writing, "writing", "Writing"),
        (Self::Dialog, "dialog", "In a question"),
    ];
}

/// What a screen gets: a key that means something, or something typed, pasted or done with the mouse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key with a meaning here.
    Do(Action),
    /// A character that was typed.
    Char(char),
    /// A text that was pasted.
    Paste(String),
    /// Something the mouse did.
    Mouse(super::input::Mouse),
    /// A pause: nothing came in for a moment.
    Rest,
}
