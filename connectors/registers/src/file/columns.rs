use csv::StringRecord;

/// The columns that a file may have, in any order.
pub const NAMES: [&str; 9] =
    ["number", "former_numbers", "name", "former_names", "born", "sex", "residence", "standing", "instead"];

/// One of [`NAMES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Number,
    FormerNumbers,
    Name,
    FormerNames,
    Born,
    Sex,
    Residence,
    Standing,
    Instead,
}

/// Where each column stands in a file.
#[derive(Debug)]
pub(super) struct Columns {
    places: [Option<usize>; NAMES.len()],
    count: usize,
}

impl Columns {
    /// Reads the first line. Only the number has to be there: a file of those who are taken out has no more.
    pub(super) fn of(heading: &StringRecord) -> Result<Self, String> {
        let mut places = [None; NAMES.len()];
        for (place, name) in heading.iter().enumerate() {
            let known = NAMES.iter().position(|known| known.eq_ignore_ascii_case(name));
            let column = known.ok_or_else(|| format!("no column is called {name:?}, only {NAMES:?}"))?;
            if places[column].replace(place).is_some() {
                return Err(format!("{name:?} stands there twice"));
            }
        }
        if places[Column::Number as usize].is_none() {
            return Err("the column \"number\" is missing".to_owned());
        }
        Ok(Self { places, count: heading.len() })
    }

    /// The field of a row; empty if the file has no such column.
    pub(super) fn field<'r>(&self, record: &'r StringRecord, column: Column) -> &'r str {
        self.places[column as usize].and_then(|place| record.get(place)).unwrap_or_default()
    }

    /// Whether a row has as many fields as the first line.
    pub(super) fn fit(&self, record: &StringRecord) -> bool {
        record.len() == self.count
    }
}
