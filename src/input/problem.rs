//! What is wrong with an input, and where.

use std::fmt;

/// One thing wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Problem {
    /// JSON Pointer to the place; empty for the document as a whole.
    pub path: String,
    /// Line and column, from 1, where the text itself is broken.
    pub position: Option<(usize, usize)>,
    /// What was found, what is allowed, and the nearest valid spelling.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            Some((line, column)) => write!(f, "line {line}, column {column}: {}", self.message),
            None if self.path.is_empty() => f.write_str(&self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}

/// Why an input could not be read: at least one [`Problem`], in the order met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputError {
    problems: Vec<Problem>,
}

impl InputError {
    /// Everything wrong with the input.
    ///
    /// ```
    /// use amif::Proposal;
    ///
    /// let error = Proposal::from_json(r#"{"participants": [{"nam": "A"}], "duration_months": "x"}"#).unwrap_err();
    /// let places: Vec<&str> = error.problems().iter().map(|problem| problem.path.as_str()).collect();
    /// assert!(places.contains(&"/participants/0/nam") && places.contains(&"/duration_months"));
    /// ```
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    pub(crate) fn one(message: String) -> Self {
        InputError::at(String::new(), message)
    }

    /// One problem at a place.
    pub(crate) fn at(path: String, message: String) -> Self {
        InputError { problems: vec![Problem { path, position: None, message }] }
    }

    /// The same, with what is wrong below a place told at the place.
    pub(crate) fn within(mut self, place: &str) -> Self {
        for problem in &mut self.problems {
            if problem.path.strip_prefix(place).is_some_and(|below| below.starts_with('/')) {
                place.clone_into(&mut problem.path);
            }
        }
        self
    }

    pub(crate) fn many(problems: Vec<Problem>) -> Self {
        InputError { problems }
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.problems.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for InputError {}
