//! A table of stocks, the form in which public troop statistics come. Read whole and checked whole:
//! a table with one bad row gives no facts.

use std::fmt;
use std::io;

use chrono::NaiveDate;
use csv::{ReaderBuilder, StringRecord, Trim};
use events::fact::PostureReported;
use events::{
    Actor, ActorCode, ActorKind, Category, CurationAction, Fact, Force, Period, Place, PlaceCode,
    PlaceKind, Published, PublishedAt, PublishedBasis, Quantity, Relation,
};
use extraction::gazetteer;

/// Rows of one table.
pub(crate) const ROWS_MAX: usize = 100_000;
/// Faults that are told of one table.
pub(crate) const FAULTS_MAX: usize = 20;

const REQUIRED: [&str; 6] = ["owner", "place", "category", "low", "high", "date"];
const OPTIONAL: [&str; 2] = ["source", "published"];

/// Something wrong in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The line, from 1; the header's is the first.
    pub line: u64,
    /// The column; empty where the whole row is at fault.
    pub column: &'static str,
    /// What is wrong, and what to write instead.
    pub problem: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if !self.column.is_empty() {
            write!(f, ", column {}", self.column)?;
        }
        write!(f, ": {}", self.problem)
    }
}

/// The assertions that a table makes, in its order; `counted_by` stands for rows without a source.
///
/// # Errors
/// The faults, at most [`FAULTS_MAX`].
pub(crate) fn read(
    table: impl io::Read,
    counted_by: &str,
) -> Result<Vec<CurationAction>, Vec<Fault>> {
    let mut reader = ReaderBuilder::new()
        .trim(Trim::All)
        .flexible(true)
        .from_reader(table);
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => return Err(vec![unread(1, &error)]),
    };
    let columns = Columns::of(&header)?;
    let (mut actions, mut faults) = (Vec::new(), Vec::new());
    let mut record = StringRecord::new();
    loop {
        let line = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                let line = record.position().map_or(line, csv::Position::line);
                let row = Row {
                    line,
                    record: &record,
                    columns: &columns,
                };
                match row.action(header.len(), counted_by) {
                    Ok(action) => actions.push(action),
                    Err(fault) => faults.push(fault),
                }
            }
            Err(error) => faults.push(unread(line, &error)),
        }
        if actions.len() > ROWS_MAX {
            let problem = format!("the table has more than {ROWS_MAX} rows: take it in in parts");
            faults.push(fault(line, "", problem));
        }
        if faults.len() >= FAULTS_MAX || actions.len() > ROWS_MAX {
            break;
        }
    }
    if faults.is_empty() {
        Ok(actions)
    } else {
        Err(faults)
    }
}

fn fault(line: u64, column: &'static str, problem: impl fmt::Display) -> Fault {
    Fault {
        line,
        column,
        problem: problem.to_string(),
    }
}

fn unread(line: u64, error: &csv::Error) -> Fault {
    let problem = match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "it is not UTF-8: save the table as UTF-8".to_owned(),
        _ => error.to_string(),
    };
    fault(line, "", problem)
}

/// Where each column stands.
struct Columns(Vec<(&'static str, usize)>);

impl Columns {
    fn of(header: &StringRecord) -> Result<Self, Vec<Fault>> {
        let known = || REQUIRED.iter().chain(&OPTIONAL);
        let (mut columns, mut faults) = (Vec::new(), Vec::new());
        for (at, name) in header.iter().enumerate() {
            let name = name.trim_start_matches('\u{feff}').trim();
            match known().find(|known| name.eq_ignore_ascii_case(known)) {
                Some(known) if columns.iter().any(|(name, _)| name == known) => {
                    faults.push(fault(1, known, "the header names it twice"));
                }
                Some(known) => columns.push((*known, at)),
                None => {
                    let known: Vec<_> = known().copied().collect();
                    let problem = format!("{name:?} is no column: write {}", known.join(","));
                    faults.push(fault(1, "", problem));
                }
            }
        }
        let missing = |name: &&&str| columns.iter().all(|(known, _)| known != *name);
        let missing: Vec<_> = REQUIRED.iter().filter(missing).copied().collect();
        if !missing.is_empty() {
            let problem = format!(
                "the header lacks {}: the first line is {}",
                missing.join(", "),
                REQUIRED.join(",")
            );
            faults.insert(0, fault(1, "", problem));
        }
        faults.truncate(FAULTS_MAX);
        if faults.is_empty() {
            Ok(Self(columns))
        } else {
            Err(faults)
        }
    }
}

struct Row<'a> {
    line: u64,
    record: &'a StringRecord,
    columns: &'a Columns,
}

impl Row<'_> {
    fn action(&self, width: usize, counted_by: &str) -> Result<CurationAction, Fault> {
        if self.record.len() != width {
            let problem = format!(
                "it has {} fields, and the header {width}: put a text that holds a comma in quotation marks",
                self.record.len()
            );
            return Err(fault(self.line, "", problem));
        }
        let date: NaiveDate = self.parsed("date", "write the day as 2031-03-04")?;
        let published = match self.text("published") {
            "" => PublishedAt::Date(date),
            _ => self.parsed("published", "write the day as 2031-03-04")?,
        };
        let source = match self.text("source") {
            "" => counted_by,
            source => source,
        };
        let category: Category = self.described("category")?;
        let fact = PostureReported {
            owner: self.owner()?,
            forces: vec![Force {
                category,
                quantity: Some(self.quantity()?),
                designation: String::new(),
                extent: None,
                part_of: None,
            }],
            location: vec![self.place()?],
            effective: Some(Period::day(date)),
            reported_by: None,
        };
        Ok(CurationAction::Assert {
            fact: Box::new(Fact::PostureReported(fact)),
            source: source.to_owned(),
            published: Some(Published {
                at: published,
                basis: PublishedBasis::Stated,
            }),
        })
    }

    fn quantity(&self) -> Result<Quantity, Fault> {
        let number = "write a whole number such as 4500, without separators";
        let low = self.parsed("low", number)?;
        let high: Option<u32> = match self.text("high") {
            "" => None,
            _ => Some(self.parsed("high", number)?),
        };
        if high.is_some_and(|high| high < low) {
            let problem = format!("{} is below {low}, the low one", self.text("high"));
            return Err(fault(self.line, "high", problem));
        }
        let text = match high {
            Some(high) if high == low => low.to_string(),
            Some(high) => format!("{low} to {high}"),
            None => format!("at least {low}"),
        };
        Ok(Quantity {
            low,
            high,
            approximate: false,
            text,
        })
    }

    fn owner(&self) -> Result<Actor, Fault> {
        let code: ActorCode = self.described("owner")?;
        if let Some(known) = gazetteer::actor(code.as_str()) {
            return Ok(known.clone());
        }
        if is_country(code.as_str()) {
            let problem =
                format!("no state or body {code} is known: write an ISO 3166-1 alpha-3 code (USA)");
            return Err(fault(self.line, "owner", problem));
        }
        Ok(Actor {
            name: code.to_string(),
            code,
            kind: ActorKind::ArmedGroup,
        })
    }

    fn place(&self) -> Result<Place, Fault> {
        let text = self.text("place");
        let (relation, code) = match text.strip_prefix("near:") {
            Some(code) => (Relation::Near, code),
            None => (Relation::In, text),
        };
        let code: PlaceCode = code
            .parse()
            .map_err(|error| fault(self.line, "place", format!("{error}, or near:POL")))?;
        if let Some(known) = gazetteer::place(code.as_str()) {
            return Ok(Place {
                relation,
                ..known.clone()
            });
        }
        if code.is_country() {
            let problem = format!("no country {code} is known: write an ISO 3166-1 alpha-3 code");
            return Err(fault(self.line, "place", problem));
        }
        // A region of the user's own.
        let words: Vec<_> = code.as_str().split('-').map(capitalised).collect();
        Ok(Place {
            name: words.join(" "),
            kind: PlaceKind::Region,
            country: None,
            relation,
            coordinates: None,
            code,
        })
    }

    fn text(&self, column: &str) -> &str {
        let at = self.columns.0.iter().find(|(name, _)| *name == column);
        at.and_then(|(_, at)| self.record.get(*at))
            .unwrap_or_default()
    }

    fn parsed<T: std::str::FromStr>(&self, column: &'static str, remedy: &str) -> Result<T, Fault> {
        let text = self.text(column);
        text.parse().map_err(|_| {
            let shown: String = text.chars().take(80).collect();
            fault(
                self.line,
                column,
                format!("{shown:?} cannot stand here: {remedy}"),
            )
        })
    }

    /// As [`Row::parsed`], where the error itself says what to write.
    fn described<T: std::str::FromStr<Err: fmt::Display>>(
        &self,
        column: &'static str,
    ) -> Result<T, Fault> {
        self.text(column)
            .parse()
            .map_err(|error| fault(self.line, column, error))
    }
}

fn is_country(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::describe::describe;

    const HEADER: &str = "owner,place,category,low,high,date,source\n";

    fn check(row: &str, expect: &str) {
        let table = format!("{HEADER}{row}\n");
        let shown = match read(table.as_bytes(), "Table") {
            Err(faults) => faults
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("; "),
            Ok(actions) => actions.iter().map(shown).collect::<Vec<_>>().join("; "),
        };
        assert_eq!(shown, expect, "{row}");
    }

    fn shown(action: &CurationAction) -> String {
        match action {
            CurationAction::Assert {
                fact,
                source,
                published,
            } => {
                let published = published.map(|published| published.at.to_string());
                format!(
                    "{} | {source} | {}",
                    describe(fact),
                    published.unwrap_or_default()
                )
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn rows_become_stocks() {
        check(
            "USA,POL,TROOPS,4500,4500,2031-03-31,",
            "USA · 4,500 TROOPS · at POL · 2031-03-31 | Table | 2031-03-31",
        );
        check(
            "RUS,near:UKR,troops,100000,,2031-03-31,\"Institute, The\"",
            "RUS · at least 100,000 TROOPS · at near UKR · 2031-03-31 | Institute, The | 2031-03-31",
        );
        check(
            "USA,fort-bragg,TROOPS,1,1,2031-03-31,",
            "USA · 1 TROOPS · at fort-bragg (USA) · 2031-03-31 | Table | 2031-03-31",
        );
        check(
            "USA,northern-arc,TROOPS,0,1,2031-03-31,",
            "USA · 0 to 1 TROOPS · at northern-arc · 2031-03-31 | Table | 2031-03-31",
        );
        check(
            " NATO , black-sea , WARSHIP , 3 , 5 , 2031-03-31 , ",
            "NATO · 3 to 5 WARSHIP · at black-sea · 2031-03-31 | Table | 2031-03-31",
        );
    }

    #[test]
    fn a_fault_names_line_column_and_remedy() {
        check(
            "usa,POL,TROOPS,1,1,2031-03-31,",
            "line 2, column owner: \"usa\" is no actor code: write an ISO 3166-1 alpha-3 code (USA) or a short name in capitals (NATO)",
        );
        check(
            "QQQ,POL,TROOPS,1,1,2031-03-31,",
            "line 2, column owner: no state or body QQQ is known: write an ISO 3166-1 alpha-3 code (USA)",
        );
        check(
            "USA,PLO,TROOPS,1,1,2031-03-31,",
            "line 2, column place: no country PLO is known: write an ISO 3166-1 alpha-3 code",
        );
        check(
            "USA,POL,TROOPS,\"4,500\",,2031-03-31,",
            "line 2, column low: \"4,500\" cannot stand here: write a whole number such as 4500, without separators",
        );
        check(
            "USA,POL,TROOPS,5,4,2031-03-31,",
            "line 2, column high: 4 is below 5, the low one",
        );
        check(
            "USA,POL,TROOPS,-1,,2031-03-31,",
            "line 2, column low: \"-1\" cannot stand here: write a whole number such as 4500, without separators",
        );
        check(
            "USA,POL,TROOPS,1,1,31/03/2031,",
            "line 2, column date: \"31/03/2031\" cannot stand here: write the day as 2031-03-04",
        );
        check(
            "USA,POL,TROOPS,1",
            "line 2: it has 4 fields, and the header 7: put a text that holds a comma in quotation marks",
        );
        check(
            "USA,POL,TROOPS,x,1,2031-03-31,\nUSA,POL,TROOPS,1,x,2031-03-31,",
            "line 2, column low: \"x\" cannot stand here: write a whole number such as 4500, without separators; \
             line 3, column high: \"x\" cannot stand here: write a whole number such as 4500, without separators",
        );
    }

    #[test]
    fn a_header_is_needed() {
        let faults = |table: &str| {
            let faults = read(table.as_bytes(), "Table").unwrap_err();
            faults
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("; ")
        };
        assert!(faults("USA,POL,TROOPS,1,1,2031-03-31\n").contains("lacks owner, place"));
        assert!(faults("owner,owner,place,category,low,high,date\n").contains("names it twice"));
        assert!(faults("").contains("the first line is owner,place"));
        assert!(read(HEADER.as_bytes(), "Table").unwrap().is_empty());
        let marked = format!("\u{feff}{HEADER}USA,POL,TROOPS,1,1,2031-03-31,\n");
        assert_eq!(read(marked.as_bytes(), "Table").unwrap().len(), 1);
    }

    #[test]
    fn so_many_faults_are_told_and_no_more() {
        let rows = "USA,POL,TROOPS,x,1,2031-03-31,\n".repeat(FAULTS_MAX + 9);
        let faults = read(format!("{HEADER}{rows}").as_bytes(), "Table").unwrap_err();
        assert_eq!(faults.len(), FAULTS_MAX);
    }
}
