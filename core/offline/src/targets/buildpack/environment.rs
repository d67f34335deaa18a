//! The process environment: ordered, and the first of two variables of one name counts.

use std::{
    borrow::Cow,
    hash::{DefaultHasher, Hasher},
};

use mendix_deploy_model::configurations::EnvironmentVariable;

/// Environment variables in order, with an index by name.
#[derive(Clone)]
pub(in crate::targets) struct Environment<'a> {
    list: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// Open addressing: places in `list` plus one, 0 for free. Never iterated, so its order does not matter.
    index: Vec<u32>,
    /// Names that stood there twice.
    repeated: Vec<&'a str>,
}

impl<'a> Environment<'a> {
    pub(in crate::targets) fn new(variables: &'a [EnvironmentVariable]) -> Self {
        let mut environment = Self {
            list: Vec::with_capacity(variables.len() + 4),
            index: vec![0; (2 * (variables.len() + 8)).next_power_of_two()],
            repeated: Vec::new(),
        };
        for variable in variables {
            if !environment.add(
                Cow::Borrowed(variable.name.as_str()),
                Cow::Borrowed(variable.value.as_str()),
            ) {
                environment.repeated.push(&variable.name);
            }
        }
        environment
    }

    fn slot(&self, name: &str) -> usize {
        let mut hasher = DefaultHasher::new(); // fixed keys: the same every time
        hasher.write(name.as_bytes());
        let mask = self.index.len() - 1;
        let mut slot = hasher.finish() as usize & mask;
        loop {
            match self.index[slot] {
                0 => return slot,
                place if self.list[place as usize - 1].0 == name => return slot,
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    /// Adds a variable at the end; says whether it is new.
    fn add(&mut self, name: Cow<'a, str>, value: Cow<'a, str>) -> bool {
        let slot = self.slot(&name);
        if self.index[slot] != 0 {
            return false;
        }
        self.list.push((name, value));
        self.index[slot] = self.list.len() as u32;
        if self.list.len() * 2 > self.index.len() {
            self.index = vec![0; self.index.len() * 2];
            for place in 0..self.list.len() {
                let slot = self.slot(&self.list[place].0);
                self.index[slot] = place as u32 + 1;
            }
        }
        true
    }

    /// Sets a variable in its place, or at the end.
    pub(in crate::targets) fn set(&mut self, name: &'static str, value: Cow<'a, str>) {
        match self.index[self.slot(name)] {
            0 => {
                self.add(Cow::Borrowed(name), value);
            }
            place => self.list[place as usize - 1].1 = value,
        }
    }

    pub(in crate::targets) fn get(&self, name: &str) -> Option<&str> {
        match self.index[self.slot(name)] {
            0 => None,
            place => Some(&self.list[place as usize - 1].1),
        }
    }

    /// Which of the variables it is, in their order.
    pub(in crate::targets) fn place(&self, name: &str) -> Option<usize> {
        (self.index[self.slot(name)] as usize).checked_sub(1)
    }

    /// The variable, unless it is empty.
    pub(in crate::targets) fn filled(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|value| !value.is_empty())
    }

    /// The variable with the name as it stands in the environment.
    pub(in crate::targets) fn entry(&self, name: &str) -> Option<(&str, &str)> {
        match self.index[self.slot(name)] {
            0 => None,
            place => {
                let (name, value) = &self.list[place as usize - 1];
                Some((name, value))
            }
        }
    }

    pub(in crate::targets) fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    pub(in crate::targets) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.list
            .iter()
            .map(|(name, value)| (name.as_ref(), value.as_ref()))
    }

    pub(in crate::targets) fn repeated(&self) -> &[&'a str] {
        &self.repeated
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_two_counts_and_the_place_is_kept() {
        let variables: Vec<EnvironmentVariable> = (0..100)
            .map(|n| EnvironmentVariable {
                name: format!("V{}", n % 60),
                value: n.to_string(),
            })
            .collect();
        let mut environment = Environment::new(&variables);
        assert_eq!(environment.get("V5"), Some("5"));
        assert_eq!(environment.get("V60"), None);
        assert_eq!(environment.repeated().len(), 40);
        environment.set("V5", Cow::Borrowed("new"));
        for (name, n) in [("A", 1), ("B", 2), ("C", 3)] {
            environment.set(name, Cow::Owned(n.to_string()));
        }
        let names: Vec<&str> = environment.iter().map(|(name, _)| name).collect();
        assert_eq!(names.len(), 63);
        assert_eq!(names[5], "V5");
        assert_eq!(names[62], "C");
        assert_eq!(environment.get("V5"), Some("new"));
        assert_eq!(environment.get("B"), Some("2"));
    }
}
