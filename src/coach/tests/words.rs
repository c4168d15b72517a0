//! Rules about words, on sentences they must let pass and sentences they must point at.

use crate::coach::{hints, leans};
use crate::domain::exercise::Rule;

/// Sentences that are fine, and sentences with the words a hint must stand on.
struct Cases {
    rule: Rule,
    fine: &'static [&'static str],
    flagged: &'static [(&'static str, &'static str)],
}

fn check(cases: &Cases) {
    for text in cases.fine {
        let found = hints(&[cases.rule], text);
        assert!(found.is_empty(), "{text:?} drew {found:?}");
    }
    for (text, words) in cases.flagged {
        let found = hints(&[cases.rule], text);
        let on: Vec<_> = found.iter().filter_map(|hint| text.get(hint.span.clone())).collect();
        assert!(on.contains(words), "{text:?}: wanted {words:?}, found {on:?}");
        assert!(found.len() <= 2, "{text:?}: {found:?}");
    }
}

#[test]
fn a_moment_is_one_time() {
    check(&Cases {
        rule: Rule::VagueMoment,
        fine: &[
            "Tuesday, 9:40. I asked what a transfer costs and it said €2.10.",
            "It said \"I always check twice\" and then gave the old price.",
            "He muttered “it usually works” and pressed send again.",
            "At 14:05 it offered a reply to my landlord, as it usually does.",
            "Yesterday it did what it sometimes does: it made up a source.",
            "I open it more often since that answer.",
            "How often it asked surprised me in that first hour.",
            "The oftener option, softened.",
            "",
        ],
        flagged: &[
            ("It often makes things up when I ask about prices.", "often"),
            ("Usually the summary is fine.", "Usually"),
            ("SOMETIMES it stalls.", "SOMETIMES"),
            ("Most of the time the names are right.", "Most of the time"),
            ("It always sounds sure.", "always"),
            ("Every Monday it usually forgets my name.", "usually"),
            ("In general I trust it.", "In general"),
            ("It tends to agree with me.", "tends to"),
            ("Every time I ask, it invents a book.", "Every time"),
        ],
    });
}

#[test]
fn errors_are_told_from_the_persons_side() {
    check(&Cases {
        rule: Rule::ModelSpeak,
        fine: &[
            "The notes list a decision that nobody took.",
            "I recall that she rang the supplier on Friday.",
            "She cut the sheet with precision.",
            "He sells precision tools.",
            "Ines read: \"precision 0.9\" and closed the page.",
            "It cost her 0.5 hours and a call.",
            "The score was 3 to 1.",
            "She lost €0.80 a letter.",
            "The train was late.",
        ],
        flagged: &[
            ("Lower precision makes the summary less reliable.", "precision"),
            ("It hallucinates.", "hallucinates"),
            ("Because recall of 0.7 is good enough.", "recall of 0.7"),
            ("F1 is too low.", "F1"),
            ("High latency.", "latency"),
            ("Too many false positives.", "false positives"),
            ("A confidence of 0.8 will do.", "confidence of 0.8"),
            ("The threshold is 0.75 for all.", "threshold is 0.75"),
            ("Its hallucination rate went up.", "hallucination"),
        ],
    });
}

#[test]
fn plain_words_have_no_builders_in_them() {
    check(&Cases {
        rule: Rule::Jargon,
        fine: &[
            "It looks at the message that is open and offers three short answers.",
            "It offers a prompt reply.",
            "Tap one of these to start your answer.",
            "Choose the model of your car.",
            "Tie it with a rag and 250 ml of water.",
            "We guess from the words in front of you.",
            "She has a mental model of her own.",
            "Our AI drafts, you decide.",
            "Nothing is sent until you press Send.",
        ],
        flagged: &[
            ("An LLM generates suggestions from context.", "LLM"),
            ("That is not how the model works.", "the model"),
            ("Smart replies powered by AI", "powered by AI"),
            ("It uses embeddings of your mail.", "embeddings"),
            ("Replies may be inaccurate due to model limitations.", "model limitations"),
            ("We fine-tuned it on letters.", "fine-tuned"),
            ("RAG over your files", "RAG"),
            ("Machine learning finds the words.", "Machine learning"),
            ("It was trained on mails.", "trained on"),
        ],
    });
}

#[test]
fn copy_promises_what_can_be_kept() {
    check(&Cases {
        rule: Rule::OverPromise,
        fine: &[
            "They are guesses from the words of that message; some will sound too cheerful.",
            "It does not always find the right one.",
            "You can always undo it.",
            "It isn't perfect.",
            "She told me \"it always knows\" and laughed.",
            "There is no guarantee that it fits.",
            "We cannot guarantee it.",
            "Nothing is ever sent without you.",
            "It has never seen your older mail.",
        ],
        flagged: &[
            ("It always finds the reply.", "always"),
            ("Our AI understands you.", "understands you"),
            ("The perfect answer, at once.", "perfect"),
            ("It is never wrong.", "never wrong"),
            ("Welcome! Our AI learns your style.", "learns your"),
            ("100% right.", "100%"),
            ("Answers are 100 percent true.", "100 percent"),
            ("We guarantee it.", "guarantee"),
            ("\"It always works.\"", "always"),
            ("It does not ask. It always knows.", "always"),
        ],
    });
}

#[test]
fn somebody_has_a_name_or_a_role() {
    check(&Cases {
        rule: Rule::GroupUser,
        fine: &[
            "Ines, programme manager at a supplier of lab equipment",
            "Teun, warehouse planner, has made the Monday rota by hand for eleven years",
            "Me, and two fellow product managers who write such a note each week",
            "Three people I watched on Friday",
            "People like Ines, who were not in the room",
            "Mira, a user researcher at a bank",
            "Sam in customer support",
            "She leads 12 people in Lyon",
            "He said \"people hate it\" and shut the lid.",
        ],
        flagged: &[
            ("business users", "users"),
            ("operations people", "people"),
            ("everyone in the company", "everyone"),
            ("The user wants speed.", "user"),
            ("Our customers", "customers"),
            ("The customer's day", "The customer's"),
            ("A persona called Anna", "persona"),
            ("The younger segment", "segment"),
            ("Millennials expect an answer at once.", "Millennials"),
        ],
    });
}

#[test]
fn numbers_about_people_need_the_words_of_one() {
    check(&Cases {
        rule: Rule::Survey,
        fine: &[
            "82 % of them said so; Ola: \"I hid the tablet.\"",
            "She filled in the questionnaire at the counter.",
            "Half of the orders came by phone.",
            "I asked 12 nurses.",
        ],
        flagged: &[
            ("73 % of nurses agreed.", "73 %"),
            ("The survey is clear.", "The survey"),
            ("We interviewed 300 customers.", "interviewed 300 customers"),
            ("Most of our users agree.", "Most of our users"),
            ("Nine out of ten said yes.", "Nine out of ten"),
        ],
    });
}

#[test]
fn claims_of_empathy_are_asked_for_an_act() {
    check(&Cases {
        rule: Rule::Devotion,
        fine: &[
            "She is passionate and late.",
            "Customer first, order number second.",
            "He said \"we are customer-obsessed\" and hung up.",
        ],
        flagged: &[
            ("I am customer-obsessed.", "customer-obsessed"),
            ("A user-centric team", "user-centric"),
            ("We are customer-first.", "customer-first"),
            ("I am passionate about users.", "passionate about"),
        ],
    });
}

#[test]
fn a_pain_comes_before_a_solution() {
    check(&Cases {
        rule: Rule::SolutionFirst,
        fine: &[
            "She loses the list twice a week. We should build one that stays.",
            "He waits for the bus; an app could tell him.",
            "The app could not be found on his phone, and he never looked again.",
            "Her dashboard is a wall of paper.",
        ],
        flagged: &[
            ("We should build a chat bot.", "We should build"),
            ("I work for a bank. My idea is an app for savings.", "My idea is an"),
            ("A friendly assistant would help her.", "A friendly assistant would"),
        ],
    });
}

#[test]
fn a_wish_is_no_need() {
    check(&Cases {
        rule: Rule::AsAsked,
        fine: &[
            "She asked for a button. I sat beside her first, so we built one line.",
            "She said \"I asked for it, so we built it\" and laughed.",
            "We built it in May. Later he asked for a copy.",
        ],
        flagged: &[
            ("Users asked for a dark mode, so we built a dark mode.", "so we built"),
            ("They requested tags. Therefore we will add tags.", "Therefore we"),
        ],
    });
}

#[test]
fn questions_ask_about_the_last_time() {
    check(&Cases {
        rule: Rule::Preference,
        fine: &["Would you like some water?", "What did you do then?", "I asked what she would like."],
        flagged: &[
            ("\"Would you like a dark mode?\"", "Would you like"),
            ("Which feature do you want?", "Which feature"),
        ],
    });
    check(&Cases {
        rule: Rule::Leading,
        fine: &["How did you find it?", "Don't hurry."],
        flagged: &[("How frustrating is it?", "How frustrating"), ("Surely you check it.", "Surely")],
    });
    check(&Cases {
        rule: Rule::Future,
        fine: &["Would you read that line to me?", "He said that he would use it.", "Will it rain?"],
        flagged: &[
            ("Would you use it?", "Would you use"),
            ("How often will you open it?", "How often will you"),
        ],
    });
}

#[test]
fn an_outcome_is_a_number_of_the_person() {
    check(&Cases {
        rule: Rule::CompanyMetric,
        fine: &[
            "Her revenue is in the book by six.",
            "The baker's profit was four euros.",
            "Two hours less.",
        ],
        flagged: &[
            ("Revenue rose.", "Revenue"),
            ("DAU doubled.", "DAU"),
            ("Our conversion rate is up.", "conversion rate"),
        ],
    });
}

#[test]
fn a_gate_has_no_date() {
    check(&Cases {
        rule: Rule::Deadline,
        fine: &[
            "Eight weeks, twelve shops, 80 of 100 sent unchanged.",
            "It may launch when no paid bill gets a letter.",
            "They march through the list in ten minutes.",
            "On Friday she sent it twice.",
            "\"By June\", said the director.",
            "80 of 100 may 3 times be sent, and the 4 others are read.",
            "In 95-100-98 runs of 100 it asks.",
            "9 of 10 pass in the 2nd round.",
            "The 5th percentile answers in 2 s.",
            "The 3rd reviewer agrees.",
            "On the 2nd round it asks.",
            "In the 3rd it asks twice.",
            "It retries twice; on the 3rd it hands over to a person.",
            "Two are sent at once, and on the 3rd the baker is asked.",
            "The 1st, 2nd and 3rd reviewer agree.",
        ],
        flagged: &[
            ("It launches by June.", "by June"),
            ("End of the quarter, if users like it.", "End of the quarter"),
            ("Q3, at the latest.", "Q3"),
            ("The deadline is met.", "deadline"),
            ("We ship it next month.", "next month"),
            ("It launches on March 3.", "March 3"),
            ("It launches on 3 March 2027.", "3 March"),
            ("It launches on the 3rd of March.", "3rd of March"),
            ("Out by the 14th, if they like it.", "14th"),
            ("We launch on the 14th", "14th"),
            ("All get it on the 14th if they like it.", "14th"),
            ("On the 14th we launch.", "14th"),
            ("By the 1st everyone has it.", "1st"),
            ("It is ready. On the 14th the bakers get it.", "14th"),
            ("It is ready, and on the 14th they get it.", "14th"),
            ("Live on 2026-12-01 at the latest.", "2026-12-01"),
            ("On Dec 1 all get it.", "Dec 1"),
            ("It is out in March 2027 or on 3 March.", "in March"),
        ],
    });
}

#[test]
fn acts_say_more_than_feelings() {
    check(&Cases {
        rule: Rule::FeelingWords,
        fine: &[
            "She closed the lid and walked out.",
            "He rang the supplier twice before lunch.",
            "Feel free to ask, she wrote.",
            "She signed with a felt pen.",
            "\"I felt lost\", she said.",
            "I would love to see her list.",
            "She deleted the draft and began again.",
            "It cost her nine minutes a round.",
        ],
        flagged: &[
            ("She felt lost.", "felt"),
            ("He was frustrated.", "frustrated"),
            ("Frustration grew.", "Frustration"),
            ("They are happy now.", "happy"),
            ("The nurse is annoyed.", "annoyed"),
            ("He loves it.", "loves"),
            ("She is overwhelmed by mails.", "overwhelmed"),
        ],
    });
}

#[test]
fn a_criterion_can_be_seen() {
    check(&Cases {
        rule: Rule::Observable,
        fine: &[
            "Four Fridays in a row, at least nine of ten suggested points stay in the note unchanged",
            "Ten drafts sent with two words changed at most",
            "One wrong fact that a reader finds before I do",
            "I trust it enough to send 5 notes as they are",
            "She feels at ease: no mail corrected for a month",
            "He is confident and taps Send without scrolling back",
            "Somebody replies to ask who wrote it",
            "Corrections mailed after the notes: from 6 in 40 meetings to 2",
            "It has been undone twice",
        ],
        flagged: &[
            ("When I am comfortable with it.", "comfortable"),
            ("When the AI is good enough.", "good enough"),
            ("If people lose trust.", "trust"),
            ("Users are happier.", "happier"),
            ("As soon as I feel ready.", "feel"),
            ("When she is confident.", "confident"),
            ("Once they are used to it", "used to it"),
            ("They trust it enough.", "trust"),
            ("The drafts are better.", "better"),
        ],
    });
}

#[test]
fn everybody_gets_a_way_to_say_no() {
    check(&Cases {
        rule: Rule::OneSize,
        fine: &[
            "Off until I switch it on for a quiet week.",
            "For all users, with a switch to opt out.",
            "It files mail automatically, unless the sender is new.",
            "Everyone sees it; one tap turns it off.",
            "Hosts can switch the page off.",
            "This is not for everyone.",
            "Only those who asked for it get the draft automatically.",
            "She hears: “everybody gets this”.",
            "It drafts the facts for Ines.",
        ],
        flagged: &[
            ("AI does everything automatically for all users.", "all users"),
            ("Make the AI more transparent for all users.", "all users"),
            ("Every user sees the summary first.", "Every user"),
            ("Everyone gets the new inbox.", "Everyone"),
            ("It sends the note by itself at nine.", "by itself"),
            ("It files the mail automatically.", "automatically"),
            ("The notes go to everybody.", "everybody"),
            ("Show it to all customers.", "all customers"),
        ],
    });
}

#[test]
fn an_answer_stands_by_itself() {
    check(&Cases {
        rule: Rule::AsAbove,
        fine: &[
            "It shows the same route twice.",
            "The notes say \"as above\" and nobody knows what is meant.",
            "She gets the same wrong price on Monday and on Tuesday.",
            "The line above the total is wrong.",
            "Likewise wrong, but she sees it at once.",
            "A line that was right costs Jana five seconds; one that was missed is as before, and the mail says so.",
            "",
        ],
        flagged: &[
            ("same", "same"),
            ("The same.", "The same"),
            (" Same again! ", "Same again"),
            ("as above", "as above"),
            ("See above.", "See above"),
            ("Same as above, only later.", "Same as above"),
            ("ditto", "ditto"),
            ("x", "x"),
            ("asdf", "asdf"),
            ("Loses an hour, same as before.", "same as before"),
            (
                "As above, and she also calls the two suppliers who were not on the list of that week.",
                "As above",
            ),
        ],
    });
}

#[test]
fn a_short_honest_answer_is_one() {
    for text in [
        "Says \"I don't know\"",
        "I don't know",
        "It has no idea, and says so",
        "Stuff to test",
        "\"Lorem ipsum\" in the slot",
        "5",
        "👍",
        "无",
        "Plan B",
    ] {
        assert!(!leans(text), "{text}");
    }
    for text in [
        "asdf",
        "lorem ipsum dolor",
        "tbd",
        "blah blah, as before",
        "same as above",
        "asdf jklö",
        "x",
        "x y.",
        "-",
        "?",
        "—",
        "…",
        "é",
    ] {
        assert!(leans(text), "{text}");
    }
}
