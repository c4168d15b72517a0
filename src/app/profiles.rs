//! Choices of what goes into reviews, from files and to files.

use crate::error::Result;
use crate::report::Reader;
use crate::report::choice::Choice;
use crate::report::parts::Part;
use crate::sys::profiles::{Profile, Read};

/// Reads whom a profile is for and what it chooses.
///
/// # Errors
///
/// Reports where the file names a reader or a part that does not exist.
pub fn chosen(read: &Read) -> Result<(Reader, Choice)> {
    let Profile { reader, title, products, parts } = &read.profile;
    let known = [Reader::Me, Reader::Peer, Reader::Interview];
    let reader = known
        .into_iter()
        .find(|known| known.name() == reader)
        .ok_or_else(|| read.wrong(reader, "`for` says who reads it: `me`, `peer` or `interview`"))?;
    let part = |name: &String| {
        let unknown = || format!("there is no part `{name}`; use {}", Part::names(reader));
        Part::named(name, reader).ok_or_else(|| read.wrong(name, unknown()))
    };
    let parts = parts.as_ref().map(|parts| parts.iter().map(part).collect::<Result<Vec<_>>>()).transpose()?;
    Ok((reader, Choice { title: title.clone(), parts, products: products.clone(), without: Vec::new() }))
}

/// Makes the profile of a choice. Entries that are left out belong to one week, and are not in it.
pub fn profile(reader: Reader, choice: &Choice) -> Profile {
    let names = |parts: &Vec<Part>| parts.iter().map(|part| part.name().to_owned()).collect();
    Profile {
        reader: reader.name().to_owned(),
        title: choice.title.clone(),
        products: choice.products.clone(),
        parts: choice.parts.as_ref().map(names),
    }
}
