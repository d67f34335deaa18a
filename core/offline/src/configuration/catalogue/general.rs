//! Settings of the app as a whole, and of its sessions and web client.

use mendix_deploy_model::settings::{
    SettingEvidence::{Observed, Undocumented},
    SettingType::{Duration, Enumeration, Json, Text},
    SettingUnit::{Days, Milliseconds, Minutes, Seconds},
};

use super::row::{Row, boolean, integer, milliseconds, row, text, time};

pub(super) const GENERAL: &[Row] = &[
    text("ApplicationRootUrl", "The address under which people reach the app. From Mendix 10 on it beats what a proxy forwards, so links in messages and services are built from it.")
        .default_rule("set by the platform; the image of the Docker buildpack ships https://docker_example.com"),
    text("BasePath", "The folder the package is unpacked in. Tools fill it in.").required(),
    text("RuntimePath", "The folder of the runtime itself. Tools fill it in.").required(),
    row("DTAPMode", Enumeration, "Development, test, acceptance or production. Outside D the runtime demands production security of the model.")
        .values(&["D", "T", "A", "P"])
        .default_rule("tools send P")
        .required(),
    text("CACertificates", "Files of authorities to trust, joined by commas."),
    text("ClientCertificates", "Files of client certificates, joined by commas."),
    text("ClientCertificatePasswords", "Passwords of the client certificates in the same order, joined by commas.").secret(),
    row("ClientCertificateUsages", Json, "Which client certificate is used for which consumed service.")
        .since(&["7.20"])
        .aliases(&[("WebServiceClientCertificates", "that was its name before Mendix 7.20")]),
    text("NoClientCertificateUsages", "Consumed services that get no client certificate, joined by commas."),
    milliseconds("ClusterManagerActionInterval", "300000", "How often a node tells the cluster that it lives, and looks for nodes and sessions that do not.")
        .default_rule("half of SessionTimeout"),
    boolean("com.mendix.core.isClusterSlave", "false", "Makes the node a follower: it leaves synchronisation of the database and clean-up to the leader. Portable packages ignore it.")
        .since(&["7"]),
    row("com.mendix.core.SameSiteCookies", Enumeration, "The SameSite attribute of cookies. None lets the app live in a frame of another site.")
        .values(&["Strict", "Lax", "None"])
        .default("Strict")
        .since(&["8.12"]),
    text("com.mendix.core.SessionIdCookieName", "The name of the session cookie. It has nothing to do with clusters.")
        .default("XASSESSIONID"),
    row("com.mendix.core.StorageService", Enumeration, "Which store holds uploaded files. Settings of a store have no effect without it.")
        .values(&["com.mendix.storage.localfilesystem", "com.mendix.storage.s3", "com.mendix.storage.azure"])
        .legacy(&["com.mendix.storage.swift"])
        .default("com.mendix.storage.localfilesystem")
        .managed(),
    time("com.mendix.core.ScheduledEventsCleanupAge", Milliseconds, "How long records of finished scheduled events are kept.")
        .default_rule("7 days for new apps, 365 days for apps that came from Mendix 9"),
    integer("com.mendix.core.ScheduledEventsCleanupBatchSize", "10000", "How many records of scheduled events one clean-up removes at once.")
        .since(&["10.9"]),
    time("com.mendix.core.ProcessedTasksCleanupAge", Milliseconds, "How long records of finished tasks of a task queue are kept.")
        .default_rule("7 days for new apps, 365 days for apps that came from Mendix 9"),
    integer("com.mendix.core.ProcessedTasksCleanupBatchSize", "10000", "How many records of finished tasks one clean-up removes at once.")
        .since(&["10.9"]),
    boolean("com.mendix.core.UseMimeDecoderForBase64", "false", "Takes line breaks inside Base64 texts, as earlier versions did. Deprecated.")
        .since(&["9.6.10", "9.12"]),
    row("com.mendix.storage.PerformDeleteFromStorage", Enumeration, "Which files are deleted from the store when their object is deleted. Files that are gone are missing after a restore of the database.")
        .values(&["AllFiles", "TemporaryFiles", "NoFiles"])
        .legacy(&["true", "false"])
        .default("AllFiles")
        .aliases(&[("com.mendix.storage.s3.PerformDeleteFromStorage", "that was its name before Mendix 7.19, for S3 only")]),
    boolean("EnableApacheCommonsLogging", "false", "Sends what libraries log through Apache Commons to the app's log.")
        .since(&["9.1"]),
    boolean("EnableFileDocumentCaching", "false", "Lets browsers keep files of users.")
        .since(&["9.6.1"]),
    row("HashAlgorithm", Text, "How passwords of users are hashed: BCRYPT, with a cost of 10 to 30 behind a colon if wanted, SSHA256, SHA256 or MD5.")
        .default("BCRYPT"),
    time("http.client.CleanupAfterSeconds", Seconds, "How long an outgoing connection stays open unused; 0 keeps it for ever.")
        .default("355"),
    integer("http.client.MaxConnectionsPerRoute", "2", "How many outgoing connections one host gets at once.")
        .range(Some(1), Some(250))
        .recommended("10", "50"),
    integer("http.client.MaxConnectionsTotal", "20", "How many outgoing connections there are at once.")
        .range(Some(1), Some(250))
        .recommended("50", "200"),
    text("JavaKeyStorePassword", "The password of Java's own key store.").default("changeit").secret(),
    row("MicroflowConstants", Json, "All constants of the model. The runtime does not fall back to the model's defaults: whoever sends the configuration sends every constant.")
        .required()
        .secret(),
    row("ScheduledEventExecution", Enumeration, "Which scheduled events run.")
        .values(&["ALL", "NONE", "SPECIFIED"])
        .default("NONE")
        .default_rule("the buildpack always sends a value, ALL unless told otherwise")
        .recommended("NONE", "ALL"),
    text("MyScheduledEvents", "The scheduled events that run, joined by commas without blanks; read only when ScheduledEventExecution is SPECIFIED."),
    boolean("ObjectManagement.StrictChangeBehavior", "true", "Refuses changes of one object by two sessions at once. To be removed in Mendix 11."),
    integer("mapping.import.MaxJsonReadingLength", "20000000", "The longest text that an import mapping reads from JSON, in characters.")
        .since(&["10.6.5", "10.9"]),
    text("PublicWebrootPath", "The folder of static files.").default_rule("the folder web of the app"),
    text("MxClientSystemPath", "The folder of the web client, which m2ee links into the folder of static files.").default_rule("the runtime's own"),
    milliseconds("TaskQueue.ShutdownGracePeriod", "10000", "How long running tasks may go on when the app stops."),
    text("TempPath", "The folder of temporary files.").default("data/tmp"),
    boolean("TrackWebServiceUserLastLogin", "true", "Writes the time of the last login of web service users with each call.")
        .since(&["4.3"])
        .recommended("false", "true"),
    text("UploadedFilesPath", "The folder of uploaded files when they lie on the local file system.").default("data/files"),
    row("License.UseLicenseServer", mendix_deploy_model::settings::SettingType::Boolean, "Takes the licence from a licence server."),
    text("License.LicenseServerURL", "The address of the licence server."),
    text("License.EnvironmentName", "The name under which the licence server knows the environment."),
    text("License.SubscriptionSecret", "The credential for the licence server.").secret(),
    integer("MaxLogMessageLength", "10000", "The longest message in the log, in characters. No list of settings has it.")
        .recommended("10000", "10000")
        .evidence(Undocumented),
];

pub(super) const SESSIONS: &[Row] = &[
    milliseconds("SessionTimeout", "600000", "How long a session lives without a request.")
        .recommended("1800000", "600000")
        .aliases(&[("com.mendix.core.SessionTimeout", "guides name it so; the setting has no prefix")]),
    milliseconds("LongLivedSessionTimeout", "604800000", "How long sessions of offline apps live. Tokens take their place from Mendix 10.9 on."),
    milliseconds("SessionKeepAliveUpdatesInterval", "100000", "How often the last use of a session is written to the database. The runtime refuses to start when it exceeds SessionTimeout.")
        .default_rule("one sixth of SessionTimeout"),
    milliseconds("SessionValidationTimeout", "30000", "How long a node believes what it knows of a session."),
    row("AbsoluteSessionTimeout", Duration, "How long a session lives at most, used or not. Since when there is such a setting is not documented.")
        .unit(Milliseconds)
        .range(Some(0), None),
    boolean("PersistentSessions", "true", "Keeps sessions in the database. From Mendix 10 on they always are.").until("10"),
    boolean("EnableKeepAlive", "true", "Lets the browser send a request every half of SessionTimeout, so that the session of an open page lives on. It does not concern HTTP connections.")
        .recommended("true", "true"),
    time("com.mendix.webui.HybridAppLoginTimeOut", Minutes, "How long the login of a hybrid app lasts.")
        .default_rule("one year from Mendix 10.9 on, for ever before"),
    integer("com.mendix.webui.FeedbackSizeWarningThreshold", "5000", "Warns when one request sends more changes than this to the client."),
    integer("com.mendix.webui.StateSizeWarningThreshold", "100", "Warns when the state of a session has more objects than this."),
    integer("com.mendix.webui.CommittedObjectsThreshold", "100", "Warns when one request commits more objects than this."),
    text("PhoneUserAgentRegEx", "The expression that tells a phone by its user agent.").default_rule("built in"),
    text("TabletUserAgentRegEx", "The expression that tells a tablet by its user agent.").default_rule("built in"),
    time("com.mendix.offline.SynchronizationCleanupInterval", Days, "How long objects for the synchronisation of offline apps are kept.")
        .default("90"),
    text("WebServiceClientCertificates", "Which client certificate is used for which web service.")
        .until("7.20")
        .evidence(Observed),
];
