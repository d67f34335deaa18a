//! What is told when a database cannot be read, and that the password never is.

use mendix_deploy::{
    ErrorCode, Result,
    database::Database,
    databases::{DatabaseOptions, DatabaseTls},
    secrets::SecretValue,
};

use super::server::Server;

const WRONG: &str = "planted-wrong-password";

async fn fails(options: DatabaseOptions, password: SecretValue) -> (ErrorCode, String) {
    let error = Database::connect(options, Some(password))
        .await
        .unwrap_err();
    let told = format!("{error} {error:#} {error:?} {:?}", error.info());
    (error.code(), told)
}

#[tokio::test]
async fn who_is_refused_is_told_without_the_password() {
    let Some(server) = Server::find("refusals") else {
        return;
    };
    let wrong = || SecretValue::new(WRONG);
    let (code, told) = fails(server.options("postgres"), wrong()).await;
    assert_eq!(code, ErrorCode::DatabaseRefused);
    assert!(!told.contains(WRONG), "{told}");
    assert!(told.contains("28P01"), "{told}");
    let (code, _) = fails(server.options("nowhere"), server.password()).await;
    assert_eq!(code, ErrorCode::DatabaseRefused);
    let error = Database::connect(server.options("postgres"), None)
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::DatabaseRefused, "{error:?}");
}

#[tokio::test]
async fn encryption_is_verified_or_refused() {
    let Some(server) = Server::find("encryption") else {
        return;
    };
    let Some(authority) = server.authority.clone() else {
        println!("SKIPPED: encryption: the server has no certificate");
        return;
    };
    let options = server.options("postgres").tls(DatabaseTls::Verified);
    let (code, _) = fails(options.clone(), server.password()).await;
    assert_eq!(code, ErrorCode::DatabaseConnect, "an unknown authority");

    let known = options.ca_certificates(vec![authority]);
    let database = Database::connect(known.clone(), Some(server.password()))
        .await
        .unwrap();
    assert_eq!(database.name(), "postgres");
    let encrypted = server
        .admin("postgres")
        .await
        .query_one(
            "SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE ssl AND application_name = 'mendix-deploy'",
            &[],
        )
        .await
        .unwrap();
    assert_eq!(encrypted.get::<_, i64>(0), 1);
    // The certificate is for `localhost` and 127.0.0.1.
    let (code, told) = fails(known.host("127.0.0.2"), server.password()).await;
    assert_eq!(code, ErrorCode::DatabaseConnect, "{told}");
}

#[tokio::test]
async fn a_schema_without_a_catalogue_is_told_from_one_that_may_not_be_read() {
    let Some(server) = Server::find("missing catalogues") else {
        return;
    };
    let fresh = server.fresh("missing").await;
    let code = async |database: Database| database.catalogue().await.unwrap_err().code();
    assert_eq!(
        code(fresh.connect().await).await,
        ErrorCode::DatabaseCatalogueMissing
    );
    fresh
        .run(
            "CREATE TABLE \"mendixsystem$entity\" (\"id\" text, \"entity_name\" text, \"table_name\" text);
             CREATE ROLE outsider LOGIN PASSWORD 'of the outsider'",
        )
        .await;
    let outsider = fresh.options.clone().user("outsider");
    let database = Database::connect(outsider, Some(SecretValue::new("of the outsider")))
        .await
        .unwrap();
    assert_eq!(code(database).await, ErrorCode::DatabaseNoAccess);
    let elsewhere = fresh.options.clone().schema("elsewhere");
    assert_eq!(
        code(fresh.with(elsewhere).await).await,
        ErrorCode::DatabaseCatalogueMissing
    );
}

#[tokio::test]
async fn options_that_cannot_be_used_are_refused_before_anything_is_contacted() {
    let base = || DatabaseOptions::default().user("reader");
    for options in [
        DatabaseOptions::default(),
        base().port(70_000_u32),
        base().schema(""),
        base().database("a\0b"),
        base().statement_timeout_seconds(0_u64),
        base().connect_timeout_seconds(100_000_u64),
    ] {
        let refused: Result<Database> = Database::connect(options, None).await;
        assert_eq!(refused.unwrap_err().code(), ErrorCode::InputInvalid);
    }
}

#[tokio::test]
async fn a_server_that_says_the_password_back_is_not_quoted() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = u32::from(listener.local_addr().unwrap().port());
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut buffer = [0; 4096];
        let _ = stream.read(&mut buffer).await.unwrap();
        // AuthenticationCleartextPassword.
        stream
            .write_all(&[b'R', 0, 0, 0, 8, 0, 0, 0, 3])
            .await
            .unwrap();
        let length = stream.read(&mut buffer).await.unwrap();
        let said = String::from_utf8_lossy(&buffer[5..length - 1]).into_owned();
        assert_eq!(said, WRONG);
        let fields = format!("SFATAL\0C28P01\0MI know {said} now\0\0");
        let mut message = vec![b'E'];
        message.extend_from_slice(&u32::try_from(fields.len() + 4).unwrap().to_be_bytes());
        message.extend_from_slice(fields.as_bytes());
        stream.write_all(&message).await.unwrap();
    });
    let options = DatabaseOptions::default()
        .host("127.0.0.1")
        .port(port)
        .user("reader")
        .tls(DatabaseTls::Off);
    let (code, told) = fails(options, SecretValue::new(WRONG)).await;
    server.await.unwrap();
    assert_eq!(code, ErrorCode::DatabaseRefused);
    assert!(told.contains("I know SecretValue(***) now"), "{told}");
    assert!(!told.contains(WRONG), "{told}");
}
