//! The licence of an environment.

use mendix_deploy_surface::model;

use super::TextValue;

/// The licence of an environment. Without one the runtime runs as a trial.
#[model(eq, options)]
pub struct LicenseSpec {
    /// The licence's id (`LICENSE_ID`).
    pub id: Option<TextValue>,
    /// The licence's key (`LICENSE_KEY`).
    pub key: Option<TextValue>,
    /// The secret of a subscription (`License.SubscriptionSecret`).
    pub subscription_secret: Option<TextValue>,
    /// The name under which the subscription knows the environment (`License.EnvironmentName`).
    pub environment_name: Option<String>,
    /// The licence server (`License.LicenseServerURL`).
    pub server_url: Option<String>,
}
