//! Reads the data files: tab-separated rows, `#` comments, `|` between alternatives in a field.

/// A row of a data file.
#[derive(Clone, Debug)]
pub(super) struct Row {
    fields: Vec<&'static str>,
}

impl Row {
    /// A field by its place in the file's header; empty when the row ends before it.
    pub(super) fn field(&self, index: usize) -> &'static str {
        self.fields.get(index).copied().unwrap_or("").trim()
    }

    /// The alternatives in a field.
    pub(super) fn list(&self, index: usize) -> impl Iterator<Item = &'static str> + use<> {
        self.field(index)
            .split('|')
            .map(str::trim)
            .filter(|item| !item.is_empty())
    }
}

/// The rows of a data file, in its order.
pub(super) fn rows(file: &'static str) -> impl Iterator<Item = Row> {
    file.lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| Row {
            fields: line.split('\t').collect(),
        })
}
