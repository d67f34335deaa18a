//! Changes as they are found: the row's effects are filled in from the classification, then narrowed.

use mendix_deploy_model::comparisons::{
    ChangeEffect, ChangeRow, DataEffect, ElementKind, FieldChange, ModelChange,
};

use super::table::{self, NOT_STORED, RowEffect};

impl RowEffect {
    fn owned(self) -> ChangeEffect {
        ChangeEffect {
            data: self.data,
            may_block_start: self.may_block_start,
            what: self.what.to_owned(),
            evidence: self.evidence,
        }
    }
}

/// A change that is being put together.
pub(super) struct Draft {
    change: ModelChange,
}

/// A change with the effects of its row.
pub(super) fn draft(row: ChangeRow, element: ElementKind, name: &str) -> Draft {
    let rule = table::rule(&row);
    // Every row that the comparison makes has a rule (a test holds them against each other).
    let unknown = NOT_STORED;
    let (forward, backward) = rule.map_or((unknown, unknown), |rule| (rule.forward, rule.backward));
    Draft {
        change: ModelChange {
            row,
            element,
            name: name.to_owned(),
            old_name: None,
            guid: None,
            in_database: true,
            fields: Vec::new(),
            forward: forward.owned(),
            backward: backward.owned(),
            allows_overlap: rule.is_some_and(|rule| rule.allows_overlap),
            changes_schema: rule.is_none_or(|rule| rule.changes_schema),
        },
    }
}

impl Draft {
    /// The old name, where it differs.
    pub(super) fn was(mut self, old_name: &str) -> Self {
        self.change.old_name = (old_name != self.change.name).then(|| old_name.to_owned());
        self
    }

    pub(super) fn guid(mut self, guid: &str) -> Self {
        self.change.guid = Some(guid.to_owned());
        self
    }

    pub(super) fn field(
        mut self,
        field: &str,
        before: Option<String>,
        after: Option<String>,
    ) -> Self {
        self.change.fields.push(FieldChange {
            field: field.to_owned(),
            before,
            after,
        });
        self
    }

    /// Narrows what happens forward.
    pub(super) fn forward(mut self, data: DataEffect, what: &str) -> Self {
        self.change.forward.data = data;
        what.clone_into(&mut self.change.forward.what);
        self
    }

    /// Narrows what happens backward.
    pub(super) fn backward(mut self, data: DataEffect, what: &str) -> Self {
        self.change.backward.data = data;
        what.clone_into(&mut self.change.backward.what);
        self
    }

    pub(super) fn blocks(mut self, forward: bool, backward: bool) -> Self {
        self.change.forward.may_block_start = forward;
        self.change.backward.may_block_start = backward;
        self
    }

    /// The old version keeps working whatever the row says.
    pub(super) fn overlaps(mut self) -> Self {
        self.change.allows_overlap = true;
        self
    }

    /// Whether the element is in the database; what is not never touches data.
    pub(super) fn stored(mut self, in_database: bool) -> Self {
        self.change.in_database = in_database;
        if !in_database {
            self.change.forward = NOT_STORED.owned();
            self.change.backward = NOT_STORED.owned();
            self.change.allows_overlap = true;
            self.change.changes_schema = false;
        }
        self
    }

    /// The change of an element that is outside the database by its kind: the row's own sentences stay.
    pub(super) fn outside(mut self) -> ModelChange {
        self.change.in_database = false;
        self.change
    }

    pub(super) fn done(self) -> ModelChange {
        self.change
    }
}
