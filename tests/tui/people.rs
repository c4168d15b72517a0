//! Fields for people: those known are offered, and no name goes into a file, not even one that is not kept yet.

use empathy::db::{PersonEdit, Store};

use super::{Setup, Tui, look_at};

const MET: &str = r#"
format = 1
id = "met"
revision = 1
title = "Met"
about = "Note whom you met."
why = "So that nobody is forgotten."
minutes = [1, 2]

[[step]]
id = "met"
title = "Met"
ask = "Whom did you meet?"
field = [
    { id = "who", kind = "person", label = "Who", help = "Write the real name." },
    { id = "what", kind = "text", prose = true, label = "What they said", optional = true },
]

[[summary]]
text = "{who}: {what}"
"#;

fn met() -> Tui {
    let tui = Setup::new().exercise("met.toml", MET).open("met");
    let at = tui.now.wall;
    let mut beside = Store::open(&tui.home().join("journal.db"), at).expect("opens");
    for (name, alias) in [("Anna Berg", Some("Rose")), ("Annika", None), ("Will", None)] {
        beside.edit_people(&PersonEdit::Add(name.into(), alias.map(str::to_owned)), at).expect("adds");
    }
    tui
}

#[test]
fn people_are_offered_as_they_begin_and_taken_with_a_key() {
    let mut tui = met();
    tui.keys("a");
    look_at("people_offered", &[(80, 24), (120, 40)], &mut tui);
    tui.resize(80, 24).keys("nni").hides("Anna Berg").keys("<backspace><backspace>").shows("Anna Berg");
    tui.keys("<down><enter>").shows("Anna Berg").hides("Annika");
}

#[test]
fn a_name_that_is_none_is_pointed_out_and_kept() {
    let mut tui = met();
    tui.keys("42<ctrl-s>").shows("1 answer is still open").keys("<enter>");
    tui.shows("! type a name with letters, on one line").shows("42");
}

#[test]
fn whoever_is_named_for_the_first_time_is_known_when_the_entry_is_finished() {
    let mut tui = met();
    tui.keys("Tom Ade<tab>Tom told Anna.");
    assert_eq!(tui.store().people().expect("lists").len(), 3);
    let out = tui.home().join("out.md");
    tui.keys("<ctrl-o>").keys(&"<backspace>".repeat(40)).paste(&out.display().to_string()).keys("<enter>");
    let written = std::fs::read_to_string(&out).expect("written");
    assert!(
        written.contains("- **Who:** Person 3\n") && written.contains("Person 3 told Rose."),
        "{written}"
    );
    tui.shows("Tom told Anna.").keys("<ctrl-s>");
    let people = tui.store().people().expect("lists");
    assert_eq!(
        people.last().map(|tom| (tom.name.as_str(), tom.alias.as_str())),
        Some(("Tom Ade", "Person 3"))
    );
    assert_eq!(tui.head("met").summary, "Tom Ade: Tom told Anna.");
}

#[test]
fn a_name_typed_carelessly_is_told_over_the_review() {
    let mut tui = met();
    tui.keys("anna berg<tab>Hello.<ctrl-s><esc>6ff").shows("In the file, Anna Berg is Rose");
    let out = tui.home().join("out.md");
    tui.keys("<ctrl-o>").keys(&"<backspace>".repeat(40)).paste(&out.display().to_string()).keys("<enter>");
    let written = std::fs::read_to_string(&out).expect("written");
    assert!(written.contains("Rose") && !written.to_lowercase().contains("anna"), "{written}");
}

#[test]
fn whoever_may_be_a_person_can_be_given_an_alias_before_the_file_is_written() {
    let mut tui = met();
    tui.keys("Annika<tab>I told Tomasz; anna@example.org<ctrl-o>");
    tui.shows("Annika is Person 1 (once)").shows("email addresses (once)").shows("Tomasz may be a person");
    tui.shows("Add Tomasz to people");
    tui.keys("<tab><tab><enter>").shows("Tomasz has an alias now");
    let names: Vec<_> = tui.store().people().expect("lists").into_iter().map(|person| person.name).collect();
    assert!(names.contains(&"Tomasz".to_owned()), "{names:?}");
    tui.keys("<ctrl-o>").hides("may be a person").shows("Tomasz is Person");
}
