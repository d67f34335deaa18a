//! A session only reads.

use mendix_deploy::{
    compare::{CompareOptions, compare},
    comparisons::{ChangeDirection, ChangeRow, Changes, DataQuestion},
    models::AppModel,
};

use super::server::{Fresh, Server};

/// A comparison with questions of our own.
async fn with_questions(fresh: &Fresh, queries: &[&str]) -> Changes {
    fresh
        .run("CREATE TABLE IF NOT EXISTS \"mendixsystem$entity\" (\"id\" text, \"entity_name\" text, \"table_name\" text)")
        .await;
    let model: AppModel = fresh.connect().await.catalogue().await.unwrap();
    let mut changes = compare(&model, &model, &CompareOptions::default());
    changes.questions = queries
        .iter()
        .map(|sql| DataQuestion {
            row: ChangeRow::EntityRemoved,
            direction: ChangeDirection::Forward,
            name: "Shop.Order".to_owned(),
            guid: None,
            question: "How many?".to_owned(),
            sql: (*sql).to_owned(),
            harmless_up_to: Some(0),
            answer: None,
            unanswered: None,
            finding: None,
        })
        .collect();
    changes
}

fn unanswered(changes: &Changes, at: usize) -> &str {
    assert_eq!(changes.questions[at].answer, None);
    changes.questions[at].unanswered.as_deref().unwrap()
}

#[tokio::test]
async fn a_write_is_refused_even_when_a_question_hides_it() {
    let Some(server) = Server::find("writes are refused") else {
        return;
    };
    let fresh = server.fresh("writes").await;
    fresh
        .run(
            "CREATE TABLE victim (n int); INSERT INTO victim VALUES (1);
             CREATE FUNCTION sneaky() RETURNS int LANGUAGE sql AS 'DELETE FROM victim RETURNING n';
             CREATE VIEW hidden AS SELECT sneaky() AS n",
        )
        .await;
    let mut changes = with_questions(
        &fresh,
        &[
            "SELECT count(\"n\") FROM \"hidden\" WHERE \"n\" = 1",
            "SELECT count(*) FROM \"victim\"",
        ],
    )
    .await;
    let database = fresh.connect().await;
    database
        .answer(&mut changes, ChangeDirection::Forward)
        .await;
    let why = unanswered(&changes, 0);
    assert!(why.contains("read-only transaction"), "{why}");
    assert_eq!(changes.questions[1].answer, Some(1));
    // The view does write for those who may.
    let rows = fresh
        .admin
        .query("SELECT n FROM hidden", &[])
        .await
        .unwrap();
    assert_eq!(rows.len(), 1);
    database
        .answer(&mut changes, ChangeDirection::Forward)
        .await;
    assert_eq!(changes.questions[1].answer, Some(0));
}

#[tokio::test]
async fn a_query_of_another_shape_is_not_run() {
    let Some(server) = Server::find("shapes of questions") else {
        return;
    };
    let fresh = server.fresh("shapes").await;
    let mut changes = with_questions(
        &fresh,
        &[
            "SELECT count(*) FROM pg_sleep(60)",
            "SELECT count(*) FROM \"pg_class\"",
        ],
    )
    .await;
    fresh
        .connect()
        .await
        .answer(&mut changes, ChangeDirection::Forward)
        .await;
    assert!(unanswered(&changes, 0).contains("was not run"));
    assert!(changes.questions[1].answer.unwrap() > 100);
}

#[tokio::test]
async fn time_locks_and_rights_leave_a_question_open_and_the_next_one_is_asked() {
    let Some(server) = Server::find("limits of questions") else {
        return;
    };
    let fresh = server.fresh("limits").await;
    fresh
        .run(
            "CREATE VIEW slow AS SELECT 1 AS n FROM pg_sleep(60);
             CREATE TABLE locked (n int); CREATE TABLE private (n int);
             CREATE TABLE plain (n int); INSERT INTO plain VALUES (1), (2)",
        )
        .await;
    let mut changes = with_questions(
        &fresh,
        &[
            "SELECT count(\"n\") FROM \"slow\"",
            "SELECT count(*) FROM \"locked\"",
            "SELECT count(*) FROM \"private\"",
            "SELECT count(*) FROM \"missing\"",
            "SELECT count(*) FROM \"plain\"",
        ],
    )
    .await;
    fresh
        .run(
            "CREATE ROLE reader LOGIN PASSWORD 'of the reader';
             GRANT SELECT ON slow, locked, plain TO reader",
        )
        .await;
    fresh.run("BEGIN; LOCK TABLE locked").await;
    let options = fresh
        .options
        .clone()
        .user("reader")
        .statement_timeout_seconds(2_u64)
        .lock_timeout_seconds(1_u64);
    let database = mendix_deploy::database::Database::connect(
        options,
        Some(mendix_deploy::secrets::SecretValue::new("of the reader")),
    )
    .await
    .unwrap();
    database
        .answer(&mut changes, ChangeDirection::Forward)
        .await;
    for (at, code) in [
        "database.timed_out",
        "database.timed_out",
        "database.no_access",
        "database.query_failed",
    ]
    .iter()
    .enumerate()
    {
        let why = unanswered(&changes, at);
        assert!(why.contains(code), "{at}: {why}");
    }
    assert!(unanswered(&changes, 0).contains("statementTimeoutSeconds"));
    assert!(unanswered(&changes, 1).contains("lockTimeoutSeconds"));
    assert_eq!(changes.questions[4].answer, Some(2));
}

#[tokio::test]
async fn a_session_is_listed_by_name_and_ends_with_its_handle() {
    let Some(server) = Server::find("sessions are listed") else {
        return;
    };
    let fresh = server.fresh("listed").await;
    let listed = async || {
        let row = fresh
            .admin
            .query_one(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'mendix-deploy' AND datname = 'listed'",
                &[],
            )
            .await
            .unwrap();
        row.get::<_, i64>(0)
    };
    let database = fresh.connect().await;
    assert_eq!(listed().await, 1);
    drop(database);
    // The server notices when it does.
    while listed().await > 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_connection_that_ends_leaves_every_question_open() {
    let Some(server) = Server::find("connections that end") else {
        return;
    };
    let fresh = server.fresh("ended").await;
    let mut changes = with_questions(&fresh, &["SELECT count(*) FROM \"pg_class\""]).await;
    let database = fresh.connect().await;
    fresh
        .run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'mendix-deploy' AND datname = 'ended'")
        .await;
    database
        .answer(&mut changes, ChangeDirection::Forward)
        .await;
    let why = unanswered(&changes, 0);
    assert!(why.contains("database.connect"), "{why}");
    let error = database.catalogue().await.unwrap_err();
    assert_eq!(error.code().as_str(), "database.connect");
}
