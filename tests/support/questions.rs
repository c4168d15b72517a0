//! The labelled questions of `training/match/questions.toml`, and how well stories are found for them.

use std::collections::BTreeMap;

use empathy::app::stories::Stories;
use empathy::db::StoredStory;
use empathy::domain::id::{EntryId, ShortId};
use empathy::domain::value::Answers;
use empathy::exercises::Catalog;
use serde::Deserialize;

/// The file, as it lies in the repository.
pub const QUESTIONS: &str = include_str!("../../training/match/questions.toml");

#[derive(Deserialize)]
struct File {
    format: u32,
    story: Vec<Labelled>,
    question: Vec<Question>,
}

#[derive(Deserialize)]
struct Labelled {
    id: String,
    exercise: String,
    answers: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Question {
    half: String,
    text: String,
    fits: Vec<String>,
}

/// How a half of the questions does.
#[derive(Default)]
pub struct Quality {
    pub questions: usize,
    /// Questions for which a story was named, and those of them where the first one fits.
    pub named: usize,
    pub right: usize,
    /// All stories named, three a question at most, and those of them that fit.
    pub all_named: usize,
    pub all_right: usize,
    /// Questions answered with none, those of them for which there is none, and how many there are.
    pub none: usize,
    pub none_right: usize,
    pub none_there: usize,
    /// What went wrong, a line each.
    pub wrong: Vec<String>,
}

impl Quality {
    /// Of the questions for which a story is named first, the share where it fits.
    pub fn precision(&self) -> f64 {
        share(self.right, self.named)
    }

    /// Of all stories named, the share that fits.
    pub fn precision_of_all(&self) -> f64 {
        share(self.all_right, self.all_named)
    }

    /// Of the questions answered with none, the share for which there is none.
    pub fn precision_of_none(&self) -> f64 {
        share(self.none_right, self.none)
    }

    /// Of the questions for which there is none, the share that is answered so.
    pub fn recall_of_none(&self) -> f64 {
        share(self.none_right, self.none_there)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Measures both halves: the one that was tuned on, and the one that was held out.
pub fn measure() -> Result<[Quality; 2], String> {
    let file: File = toml::from_str(QUESTIONS).map_err(|error| error.to_string())?;
    if file.format != 1 {
        return Err(format!("format {} is not known", file.format));
    }
    let catalog = Catalog::built_in();
    let all = file.story.iter().enumerate().map(|(n, story)| stored(&catalog, n, story));
    let day = "2026-11-20".parse().map_err(|error| format!("{error}"))?;
    let stories = Stories::new(all.collect::<Result<_, _>>()?, day);
    let mut halves = [Quality::default(), Quality::default()];
    for question in &file.question {
        let [tuned, held_out] = &mut halves;
        let quality = if question.half == "tuned" { tuned } else { held_out };
        let names = |story: usize| file.story.get(story).map_or("", |story| story.id.as_str());
        let matched = stories.matching(&catalog, &question.text);
        let named: Vec<&str> = matched.best.iter().map(|fit| names(fit.story)).collect();
        let fits = |name: &&str| question.fits.iter().any(|fit| fit == name);
        quality.questions += 1;
        quality.none_there += usize::from(question.fits.is_empty());
        quality.all_named += named.len();
        quality.all_right += named.iter().filter(|name| fits(name)).count();
        if let Some(first) = named.first() {
            quality.named += 1;
            quality.right += usize::from(fits(first));
        } else {
            quality.none += 1;
            quality.none_right += usize::from(question.fits.is_empty());
        }
        if named.first().map_or(!question.fits.is_empty(), |first| !fits(first)) {
            quality.wrong.push(format!("{} {named:?}, not {:?}", question.text, question.fits));
        }
    }
    Ok(halves)
}

fn stored(catalog: &Catalog, number: usize, story: &Labelled) -> Result<StoredStory, String> {
    let loaded = catalog.get(&story.exercise).ok_or_else(|| format!("no exercise `{}`", story.exercise))?;
    let mut answers = Answers::default();
    for (id, text) in &story.answers {
        let field = loaded.exercise().field::<String>(&[], id).ok_or_else(|| format!("no field `{id}`"))?;
        answers.set(id, field.read(text).map_err(|fault| format!("{id}: {fault:?}"))?);
    }
    let told = loaded.exercise().story(&answers).ok_or_else(|| format!("`{}` is no story", story.id))?;
    Ok(StoredStory {
        entry: EntryId::from_bytes([u8::try_from(number).unwrap_or_default(); 16]),
        short: ShortId::stored(format!("sto-{number:04}")),
        exercise: story.exercise.clone(),
        day: "2026-11-01".parse().map_err(|error| format!("{error}"))?,
        story: told,
        last: None,
        reviews: 0,
        retired: false,
    })
}
