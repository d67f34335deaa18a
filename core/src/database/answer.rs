//! Questions of a comparison, asked one by one in one snapshot.

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    comparisons::{ChangeDirection, Changes, DataQuestion},
};
use mendix_deploy_offline::compare::{decide, is_question};
use tokio_postgres::types::Type;

use super::session::{Session, Snapshot};

pub(super) async fn answer(session: &Session, changes: &mut Changes, direction: ChangeDirection) {
    let asked = changes
        .questions
        .iter_mut()
        .filter(|question| question.direction == direction);
    match session.snapshot().await {
        Err(error) => {
            for question in asked {
                leave_open(question, &error);
            }
        }
        Ok(snapshot) => {
            for question in asked {
                match ask(&snapshot, &question.sql).await {
                    Ok(answer) => settle(question, answer),
                    Err(error) => leave_open(question, &error),
                }
            }
            // What was answered stays answered, whatever becomes of the connection.
            drop(snapshot.end().await);
        }
    }
    decide(changes);
}

async fn ask(snapshot: &Snapshot<'_>, sql: &str) -> Result<u64> {
    if !is_question(sql) {
        return Err(Error::new(
            ErrorCode::InputInvalid,
            "the query is none that a comparison writes, and was not run",
        ));
    }
    // A query that fails would end the snapshot for the next ones.
    snapshot
        .run(async |client| client.batch_execute("SAVEPOINT question").await)
        .await?;
    let answer = snapshot
        .run(async |client| {
            let row = client.query_one(sql, &[]).await?;
            Ok(match row.columns() {
                [column] if *column.type_() == Type::INT8 => {
                    row.try_get::<_, Option<i64>>(0)?.unwrap_or(0)
                }
                [column] if *column.type_() == Type::INT4 => {
                    row.try_get::<_, Option<i32>>(0)?.unwrap_or(0).into()
                }
                _ => -1,
            })
        })
        .await;
    snapshot
        .run(async |client| {
            client
                .batch_execute("ROLLBACK TO SAVEPOINT question; RELEASE SAVEPOINT question")
                .await
        })
        .await?;
    u64::try_from(answer?).map_err(|_| {
        Error::new(
            ErrorCode::DatabaseQueryFailed,
            "the answer is not one number",
        )
    })
}

fn settle(question: &mut DataQuestion, answer: u64) {
    question.answer = Some(answer);
    question.unanswered = None;
    question.finding = Some(match question.harmless_up_to {
        Some(limit) if answer <= limit => {
            "No row is affected: for this question the change is harmless.".to_owned()
        }
        Some(0) => format!("{answer} are affected."),
        Some(limit) => format!("{answer} is more than the {limit} that are harmless."),
        None => format!("{answer} are counted; no number settles this."),
    });
}

fn leave_open(question: &mut DataQuestion, error: &Error) {
    question.answer = None;
    question.finding = None;
    question.unanswered = Some(format!(
        "{} ({}). {}",
        error.message(),
        error.code().as_str(),
        error.remedy()
    ));
}
