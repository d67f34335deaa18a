//! The runtime's catalogue, out of its tables.

use std::{collections::BTreeMap, pin::pin};

use futures::TryStreamExt as _;
use mendix_deploy_model::{Error, ErrorCode, Result, models::AppModel};
use mendix_deploy_offline::compare::catalogue::{
    CatalogueRows, CatalogueTable, TOO_LARGE_REMEDY, model,
};

use super::session::{Session, Snapshot, quoted};

/// Most bytes that are taken of a catalogue: an app of 2,000 entities has about 4 MB.
const BYTES: usize = 16 * 1024 * 1024;

/// Tables by their own catalogue: `information_schema` hides what the user may not read, which would look like a
/// missing table.
const COLUMNS: &str = "SELECT c.relname::text, a.attname::text \
     FROM pg_catalog.pg_class AS c \
     JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace \
     JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid \
     WHERE n.nspname = $1 AND c.relname = ANY ($2) AND c.relkind IN ('r', 'p', 'v', 'm') \
     AND a.attnum > 0 AND NOT a.attisdropped \
     ORDER BY c.relname, a.attnum";

pub(super) async fn read(session: &Session) -> Result<AppModel> {
    let snapshot = session.snapshot().await?;
    let rows = rows(session, &snapshot).await?;
    snapshot.end().await?;
    model(&rows).map_err(|error| error.with_context("database", session.name()))
}

async fn rows(session: &Session, snapshot: &Snapshot<'_>) -> Result<CatalogueRows> {
    let schema = session.schema();
    let tables = CatalogueRows::TABLES.to_vec();
    let columns = snapshot
        .run(async |client| client.query(COLUMNS, &[&schema, &tables]).await)
        .await?;
    let mut by_table: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in columns {
        by_table.entry(row.get(0)).or_default().push(row.get(1));
    }
    if by_table.is_empty() {
        return Err(Error::new(
            ErrorCode::DatabaseCatalogueMissing,
            format!(
                "the schema {schema} of the database {} has no tables mendixsystem$…",
                session.name()
            ),
        )
        .with_context("database", session.name())
        .with_context("schema", schema));
    }
    let mut rows = CatalogueRows::default();
    let mut left = BYTES;
    for (name, columns) in by_table {
        let table = table(session, snapshot, &name, columns, &mut left).await?;
        rows.insert(name, table);
    }
    Ok(rows)
}

async fn table(
    session: &Session,
    snapshot: &Snapshot<'_>,
    name: &str,
    columns: Vec<String>,
    left: &mut usize,
) -> Result<CatalogueTable> {
    let selected: Vec<String> = columns
        .iter()
        .map(|column| format!("{}::text", quoted(column)))
        .collect();
    let query = format!(
        "SELECT {} FROM {}.{}",
        selected.join(", "),
        quoted(session.schema()),
        quoted(name)
    );
    let mut read = Vec::new();
    let mut taken = *left;
    let fits = snapshot
        .run(async |client| {
            let none: [&str; 0] = [];
            let mut stream = pin!(client.query_raw(query.as_str(), none).await?);
            while let Some(row) = stream.try_next().await? {
                let mut values: Vec<Option<String>> = Vec::with_capacity(columns.len());
                for at in 0..columns.len() {
                    let value: Option<&str> = row.try_get(at)?;
                    let size = value.map_or(1, |text| text.len() + 1);
                    let Some(rest) = taken.checked_sub(size) else {
                        return Ok(false);
                    };
                    taken = rest;
                    values.push(value.map(str::to_owned));
                }
                read.push(values);
            }
            Ok(true)
        })
        .await
        .map_err(|error| error.with_context("table", name))?;
    if !fits {
        return Err(Error::new(
            ErrorCode::DatabaseCatalogueInvalid,
            format!("the catalogue is unreasonably large: {name} goes beyond {BYTES} bytes"),
        )
        .with_remedy(TOO_LARGE_REMEDY)
        .with_context("database", session.name()));
    }
    *left = taken;
    let mut table = CatalogueTable::new(columns);
    for row in read {
        table.push(row)?;
    }
    Ok(table)
}
