//! The citations of a report, each once, and the places at which assessments name them.

use std::collections::HashMap;

use crate::law::Citation;

/// Citations, each once.
#[derive(Debug, Default)]
pub(super) struct Sources {
    places: HashMap<Citation, usize>,
    pub(super) all: Vec<Citation>,
}

impl Sources {
    pub(super) fn list(&mut self, citations: &[Citation]) -> Vec<usize> {
        citations.iter().map(|citation| self.place(citation)).collect()
    }

    fn place(&mut self, citation: &Citation) -> usize {
        if let Some(place) = self.places.get(citation) {
            return *place;
        }
        let next = self.all.len();
        self.places.insert(citation.clone(), next);
        self.all.push(citation.clone());
        next
    }
}

/// The same for lists that the law or a call lends, each looked up once.
#[derive(Default)]
pub(super) struct Lent<'r> {
    pub(super) sources: Sources,
    lists: Vec<(&'r [Citation], Vec<usize>)>,
}

impl<'r> Lent<'r> {
    pub(super) fn list(&mut self, citations: &'r [Citation]) -> Vec<usize> {
        // Lent from one place they are the same; the few that are alike and lie elsewhere are looked up again.
        if let Some((_, places)) = self.lists.iter().find(|(known, _)| std::ptr::eq(*known, citations)) {
            return places.clone();
        }
        let places = self.sources.list(citations);
        self.lists.push((citations, places.clone()));
        places
    }
}

/// The citations that places stand for.
pub(super) fn cited(places: Vec<usize>, all: &[Citation]) -> Result<Vec<Citation>, String> {
    let cite = |at| all.get(at).cloned().ok_or_else(|| format!("there is no source {at}, of {}", all.len()));
    places.into_iter().map(cite).collect()
}
