//! Everything a person can do with a key, with a sentence each. Help, footers and the key file derive from it.

use super::input::{Mouse, MouseKind};
use crate::domain::time::Now;

/// Declares the actions with their names in files, their short labels and their sentences.
macro_rules! actions {
    ($($variant:ident $name:literal $label:literal $says:literal;)*) => {
        /// Something a person can do with a key.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $(#[doc = $says] $variant,)* }

        impl Action {
            /// Every action.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Returns its name in key files.
            pub fn name(self) -> &'static str { match self { $(Self::$variant => $name,)* } }

            /// Returns the action that has a name in key files.
            pub fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }

            /// Returns the word or two for footers.
            pub fn label(self) -> &'static str { match self { $(Self::$variant => $label,)* } }

            /// Returns its sentence for help.
            pub fn sentence(self) -> &'static str { match self { $(Self::$variant => $says,)* } }
        }
    };
}

actions! {
    Help "help" "help" "Show the keys that work here";
    Quit "quit" "quit" "Leave; everything written is kept";
    Suspend "suspend" "suspend" "Pause and go back to the shell";
    Back "back" "back" "Go back, or close what is open";
    Today "today" "Today" "Go to Today";
    Log "log" "Log" "Go to the log of reactions";
    Complaints "open-complaints" "Complaints" "Go to the complaints to label";
    SetInterview "set-interview" "date" "Set the day of your interview, or change it";
    Interview "interview" "Interview" "Go to your interview stories";
    Progress "progress" "Progress" "Go to Progress, your numbers";
    Review "review" "Review" "Go to the weekly review";
    NextPlace "next-place" "next place" "Go to the next place in the bar";
    Up "up" "up" "Move up";
    Down "down" "down" "Move down";
    Left "left" "left" "Move left";
    Right "right" "right" "Move right";
    PageUp "page-up" "page up" "Move up a page";
    PageDown "page-down" "page down" "Move down a page";
    HalfUp "half-page-up" "up" "Move up half a page";
    HalfDown "half-page-down" "down" "Move down half a page";
    First "first" "first" "Go to the first";
    Last "last" "last" "Go to the last";
    Open "open" "open" "Open what is marked, or continue";
    Toggle "toggle" "pick" "Pick or unpick what is marked";
    Clear "clear" "clear" "Clear this answer";
    Capture "capture" "log" "Log a reaction";
    Search "search" "search" "Find anything you wrote";
    Palette "palette" "commands" "Find any action, screen or entry";
    Library "library" "library" "See every exercise: how long it takes, when you last did it, what it is evidence of";
    Sources "sources" "sources" "See where the exercises and the concept cards come from";
    Settings "settings" "settings" "Change theme, keys, plan and more";
    Journals "journals" "journals" "Open another journal";
    ImportComplaints "import-complaints" "import" "Import complaints: a file of reviews, or what you paste";
    Sample "sample" "sample" "Look at a sample journal";
    Tour "tour" "tour" "Take the tour of the screen";
    PreviousWeek "previous-week" "previous week" "Show the previous week";
    NextWeek "next-week" "next week" "Show the next week";
    NextReader "next-reader" "for whom" "Show the review as the next reader gets it: a peer, an interviewer, you";
    Contents "contents" "choose" "Choose what goes into the review, or close that";
    Since "since" "changes" "Show what changed since you shared the review, or return to the page";
    ThisWeek "this-week" "this week" "Return to this week";
    Why "why" "why" "Show how these numbers were calculated";
    Practise "practise" "practise" "Practise what closes this gap";
    NextPanel "next-panel" "panel" "Go to the next panel";
    PreviousPanel "previous-panel" "previous panel" "Go to the previous panel";
    PreviousSection "previous-section" "previous section" "Go to the previous section";
    NextSection "next-section" "next section" "Go to the next section";
    PreviousSubject "previous-subject" "previous product" "Show the previous product";
    NextSubject "next-subject" "next product" "Show the next product";
    ShowEvidence "show-evidence" "show evidence" "Show or hide the evidence first";
    Skip "skip" "skip" "Skip it this week, or restore it";
    Move "move" "move" "Move it to another day";
    Rate1 "rate-1" "rate 1" "Rate what comes back as 1";
    Rate2 "rate-2" "rate 2" "Rate it as 2";
    Rate3 "rate-3" "rate 3" "Rate it as 3";
    Rate4 "rate-4" "rate 4" "Rate it as 4";
    Rate5 "rate-5" "rate 5" "Rate it as 5";
    Recall "recall" "recall" "Tell what is due from memory";
    Anyway "anyway" "practise anyway" "Practise what is due next, even if nothing is due";
    Trust "label-trust" "Trust" "Label it trust and transparency, and go on";
    Errors "label-errors" "Error tolerance" "Label it error tolerance, and go on";
    Models "label-models" "Mental model" "Label it mental model, and go on";
    Automation "label-automation" "Automation anxiety" "Label it automation anxiety, and go on";
    Nothing "label-none" "None" "Label it none of the four, and go on";
    Request "label-request" "Feature request" "Label it a feature request, which doesn't count, and go on";
    Broken "label-broken" "Ordinary fault" "Label it an ordinary fault, and go on";
    Later "label-later" "Later" "Leave it for later, and go on";
    Second "second-dimension" "2nd dimension" "Add a second dimension: press this, then its key";
    Phrase "select-words" "mark words" "Mark the words that show it";
    Lengthen "lengthen" "one word more" "Mark one word more";
    Shorten "shorten" "one word less" "Mark one word less";
    SaidWhy "said-why" "said why" "Note whether they could say why: yes, partly, no";
    Note "note" "note" "Write a note about it";
    List "list" "list" "Show the complaints as a list, to label several or one again";
    Approve "approve" "approve likely ones" "List the complaints with a likely suggestion, to approve them at once";
    HowWell "how-well" "how well" "Show how well suggestions do, and what they learnt";
    Suggestions "suggestions" "suggestions" "Show or hide suggestions";
    NewConcept "new-concept" "new concept" "Learn the next concept card";
    FindStory "find-story" "find a story" "Find which of your stories answers a question";
    Coverage "coverage" "coverage" "Show what your stories answer, and where you have none yet";
    Missing "missing" "missing" "Show or hide what your stories lack";
    Peek "peek" "show card" "Show what the cue card says. That part then counts as left out";
    TypeIt "type-it" "type it" "Type it instead of telling it. What you type is kept, and shown beside the story";
    Drill "drill" "drill" "Name the right story for ten questions, ten seconds each";
    Retire "retire" "retire" "Stop asking for this one, or ask for it again";
    Restart "restart" "start over" "Schedule this one from the beginning";
    StartWeek "start-week" "start today" "Start the week today";
    ChoosePlan "choose-plan" "plan" "Choose your plan from this week on";
    Repeat "repeat" "repeat" "Practise a finished exercise again";
    Discard "discard" "discard draft" "Discard the marked draft";
    Filter "filter" "filter" "Filter the list";
    Everything "everything" "all" "Clear every filter";
    Order "order" "sort" "Sort the list";
    PickAll "pick-all" "pick all" "Pick everything the list holds";
    PickNone "pick-none" "pick none" "Unpick everything";
    Tag "tag" "tag" "Add or remove tags";
    Trash "trash" "delete" "Move what is picked to the trash";
    TakeBack "take-back" "undo" "Undo the last change on this screen";
    DoAgain "do-again" "redo" "Redo the change you last undid here";
    Complete "complete" "complete" "Show entries that are missing a part";
    ReadUp "read-up" "page up" "Scroll the entry beside the list up";
    ReadDown "read-down" "page down" "Scroll the entry beside the list down";
    Days "days" "days" "Show your days and your numbers";
    Opposites "opposites" "mixed reactions" "Show mixed reactions to one part";
    Export "export" "write file" "Write what is on the screen to a file";
    Edit "edit" "edit" "Edit this entry";
    CopyPage "copy-page" "copy" "Copy this page as text";
    History "history" "history" "Show or hide earlier versions";
    NextEntry "next-entry" "next" "Read the next entry of the list";
    PreviousEntry "previous-entry" "previous" "Read the previous entry of the list";
    Find "find" "find" "Find words on this page";
    FindNext "find-next" "next match" "Go to the next match";
    FindPrevious "find-previous" "previous match" "Go to the previous match";
    Done "done" "done" "Finish this page and continue";
    NextField "next-field" "next field" "Go to the next field";
    PreviousField "previous-field" "previous field" "Go to the previous field";
    NextPage "next-page" "next page" "Go to the next page";
    PreviousPage "previous-page" "previous page" "Go to the previous page";
    GoToPage "go-to-page" "go to" "Go to any step or page";
    Another "another" "another" "Ask for another case or question, before you answer";
    Example "example" "example" "Show an example beside your answer";
    Yes "yes" "yes" "Answer yes";
    No "no" "no" "Answer no";
    Accept "accept" "accept" "Accept the suggestion";
    Ignore "ignore" "ignore hint" "Ignore the hint in this field";
    IgnoreAlways "ignore-always" "never hint so" "Never show this kind of hint again";
    Repair "repair" "repair" "Replace the words of the hint: people you know, your last seven days";
    Coach "coach" "coach" "Show or hide the coach's advice";
    Rail "rail" "evidence" "Go to your earlier entries, or back";
    Alone "alone" "one field" "Show this field alone";
    Editor "editor" "in $EDITOR" "Write this answer in your editor";
    Clock "clock" "start, pause" "Start, pause or continue the clock";
    Word "word" "add a word" "Add a word to the last mark";
    Unmark "unmark" "undo mark" "Remove the last mark";
    AddRow "add-row" "add" "Add a row";
    RemoveRow "remove-row" "remove" "Remove this row";
    RowUp "row-up" "move up" "Move this row up";
    RowDown "row-down" "move down" "Move this row down";
    Sort "sort" "sort" "Sort by scale, highest first";
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
    Copy "copy" "copy" "Copy the selection, or quit without one";
    Cut "cut" "cut" "Cut the selection";
    Yank "yank" "insert" "Insert what you last cut or deleted";
    Undo "undo" "undo" "Undo the last change to this text";
    Redo "redo" "redo" "Redo what was undone";
}

impl Action {
    /// Returns whether the palette may name it. Moving about and typing are not named.
    pub fn is_command(self) -> bool {
        !(Self::Up..=Self::Last).contains(&self)
            && !(Self::Newline..=Self::SelectAll).contains(&self)
            && !matches!(
                self,
                Self::Toggle | Self::NextField | Self::PreviousField | Self::Copy | Self::Cut | Self::Yank
            )
    }
}

/// Where a key means something; inner places are asked first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyContext {
    /// Everywhere.
    Anywhere,
    /// The Today screen.
    Today,
    /// What comes back, while it is marked on Today.
    Rating,
    /// The Log screen.
    Log,
    /// The Complaints screen.
    Complaints,
    /// The list of complaints.
    ComplaintList,
    /// Words of a complaint being selected.
    Phrase,
    /// A note on a complaint.
    Note,
    /// The Interview screen.
    Interview,
    /// Telling something from memory.
    Recall,
    /// The Progress screen.
    Progress,
    /// The Review screen.
    Review,
    /// An entry that is read.
    Read,
    /// A page with words that were looked for.
    Found,
    /// A form, on whatever field.
    Form,
    /// A field that is picked from, not typed in.
    Picking,
    /// A field that is typed in.
    Writing,
    /// A clock that is looked at.
    Timing,
    /// An answer beside the rich example.
    Grading,
    /// A question over the screen.
    Dialog,
}

impl KeyContext {
    /// Lists every context with its name in key files and its title in help.
    pub const ALL: [(Self, &'static str, &'static str); 20] = [
        (Self::Anywhere, "anywhere", "Everywhere"),
        (Self::Today, "today", "Today"),
        (Self::Rating, "rating", "Rating what comes back"),
        (Self::Log, "log", "Log"),
        (Self::Complaints, "labelling", "Complaints"),
        (Self::ComplaintList, "complaint-list", "List of complaints"),
        (Self::Phrase, "selecting", "Marking words"),
        (Self::Note, "note", "Writing a note"),
        (Self::Interview, "interview", "Interview"),
        (Self::Recall, "recall", "Recalling"),
        (Self::Progress, "progress", "Progress"),
        (Self::Review, "review", "Review"),
        (Self::Read, "read", "Reading an entry"),
        (Self::Found, "matches", "Search matches"),
        (Self::Form, "form", "In an exercise"),
        (Self::Picking, "picking", "Choosing"),
        (Self::Writing, "writing", "Writing"),
        (Self::Timing, "timing", "Running a clock"),
        (Self::Grading, "grading", "Grading your answer"),
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
    Mouse(Mouse),
    /// Writing paused for a moment.
    Rest,
    /// Time passed: what runs by a clock may go on.
    Tick(Now),
}

impl Input {
    /// Returns where a mark, or the first row in view, goes in a list of `length`; `None` if this does not move it. A page
    /// and a turn of the wheel are so many lines.
    pub fn moves(&self, from: usize, length: usize, (page, wheel): (usize, usize)) -> Option<usize> {
        let last = length.saturating_sub(1);
        let up = |by: usize| Some(from.saturating_sub(by));
        let down = |by: usize| Some(from.saturating_add(by).min(last));
        match self {
            Self::Do(Action::Up) => up(1),
            Self::Do(Action::Down | Action::NextField) => down(1),
            Self::Do(Action::PageUp | Action::PreviousPage) => up(page),
            Self::Do(Action::PageDown | Action::NextPage) => down(page),
            Self::Do(Action::HalfUp) => up(page.div_ceil(2)),
            Self::Do(Action::HalfDown) => down(page.div_ceil(2)),
            Self::Do(Action::First) => Some(0),
            Self::Do(Action::Last) => Some(last),
            Self::Mouse(mouse) if mouse.kind == MouseKind::WheelUp => up(wheel),
            Self::Mouse(mouse) if mouse.kind == MouseKind::WheelDown => down(wheel),
            _ => None,
        }
    }
}
