//! Who may do what.

use super::{
    answer::{Refusal, refuse, refuse_param},
    call::Call,
};
use crate::state::{
    World,
    app::{App, Licence},
    environment::{Environment, Rights},
};

/// A right on an environment, beside API access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Right {
    Read,
    Deploy,
    Transport,
    Backups,
    Logs,
}

impl World {
    /// The user of an API key.
    pub(crate) fn key_user(&self, call: &Call) -> Result<String, Refusal> {
        let (Some(name), Some(key)) = (&call.credentials.username, &call.credentials.api_key)
        else {
            return Err(self.bad_key("The headers Mendix-Username and Mendix-ApiKey are needed."));
        };
        self.user(name)
            .filter(|user| user.accepts_key(key, self.now(), self.options.api_key_cache))
            .map(|user| user.id.clone())
            .ok_or_else(|| self.bad_key("The user name or the API key is not accepted."))
    }

    fn bad_key(&self, message: &str) -> Refusal {
        refuse(
            self.options.bad_api_key_status,
            "AUTHENTICATION_FAILED",
            message,
        )
    }

    /// The user of a PAT with `scope`.
    pub(crate) fn token_user(&self, call: &Call, scope: &str) -> Result<String, Refusal> {
        let token = call
            .credentials
            .authorization
            .as_deref()
            .and_then(|header| header.split_once(' '))
            .filter(|(scheme, token)| scheme.eq_ignore_ascii_case("MxToken") && !token.is_empty())
            .map(|(_, token)| token.trim())
            .ok_or_else(|| {
                refuse_param(
                    401,
                    "Unauthorized",
                    "Authentication",
                    "Missing or invalid Authorization header",
                )
            })?;
        let forbidden = |reason: &str| refuse_param(403, "Forbidden", "Authentication", reason);
        let user = self
            .users
            .iter()
            .find(|user| user.pat == token && !user.pat_revoked && user.has_scope(scope))
            .ok_or_else(|| forbidden("The token is not accepted"))?;
        if !user.is_active {
            return Err(forbidden("Account not found or inactive"));
        }
        Ok(user.id.clone())
    }

    /// Whoever the credentials belong to, for the record of requests.
    pub(crate) fn whoever(&self, call: &Call) -> Option<String> {
        if let Ok(user) = self.key_user(call) {
            return Some(user);
        }
        let token = call
            .credentials
            .authorization
            .as_deref()?
            .split_once(' ')?
            .1;
        self.users
            .iter()
            .find(|user| user.pat == token.trim() && !user.pat_revoked)
            .map(|user| user.id.clone())
    }

    /// An app of the caller by its subdomain (API key).
    pub(crate) fn own_app(&self, call: &Call) -> Result<(&App, String), Refusal> {
        let user = self.key_user(call)?;
        let app_id = call.param("app");
        if !is_app_id(app_id) {
            return Err(refuse(400, "INVALID_APPID", "The app id is not valid."));
        }
        self.app(app_id)
            .filter(|app| app.members.contains(&user))
            .map(|app| (app, user))
            .ok_or_else(|| refuse(404, "APP_NOT_FOUND", format!("There is no app {app_id}.")))
    }

    /// An app of the caller, who needs `right` on at least one of its environments. Packages belong to no environment.
    pub(crate) fn app_with(&self, call: &Call, right: Right) -> Result<(&App, String), Refusal> {
        let (app, user) = self.own_app(call)?;
        let mut refused = None;
        for environment in &app.environments {
            match check(environment, &user, right) {
                Ok(()) => return Ok((app, user)),
                Err(refusal) => refused = Some(refusal),
            }
        }
        refused.map_or(Ok((app, user)), Err)
    }

    /// The places of an app and its environment by subdomain and mode (API key), with the right checked.
    pub(crate) fn own_environment(
        &self,
        call: &Call,
        right: Right,
    ) -> Result<((usize, usize), String), Refusal> {
        let (app, user) = self.own_app(call)?;
        let wanted = call.param("mode");
        if app.licence == Licence::Free {
            return Err(refuse(
                404,
                "ENVIRONMENT_NOT_FOUND",
                "A Free App has no environments that this API knows.",
            ));
        }
        let is_wanted = |mode: &str| {
            mode == wanted
                || (!self.options.case_sensitive_modes && mode.eq_ignore_ascii_case(wanted))
        };
        let index = app
            .environments
            .iter()
            .position(|environment| is_wanted(&environment.mode))
            .ok_or_else(|| unknown_mode(wanted))?;
        check(&app.environments[index], &user, right)?;
        let place = self
            .apps
            .iter()
            .position(|own| own.app_id == app.app_id)
            .unwrap_or_default();
        Ok(((place, index), user))
    }
}

/// Refuses unless `user` has API rights on the environment, and the right asked for.
pub(crate) fn check(environment: &Environment, user: &str, right: Right) -> Result<(), Refusal> {
    let rights = environment.rights_of(user);
    let mode = &environment.mode;
    let has = |of: fn(&Rights) -> bool| rights.as_ref().is_some_and(of);
    if !has(|rights| rights.can_access_api) {
        return Err(refuse(
            403,
            "NO_ACCESS",
            format!("No API rights on {mode}."),
        ));
    }
    let (is_granted, status, code) = match right {
        Right::Read => return Ok(()),
        Right::Deploy => (has(|rights| rights.can_deploy_app), 403, "NO_ACCESS"),
        Right::Transport => (
            has(|rights| rights.can_deploy_app),
            403,
            "TRANSPORT_NOT_ALLOWED",
        ),
        Right::Backups => (has(|rights| rights.can_manage_backups), 403, "NO_ACCESS"),
        Right::Logs => (has(|rights| rights.can_view_logs), 403, "FORBIDDEN"),
    };
    if is_granted {
        Ok(())
    } else {
        Err(refuse(
            status,
            code,
            format!("The right for this action on {mode} is missing."),
        ))
    }
}

/// Standard names that this app lacks are not found, all others are no environments.
fn unknown_mode(mode: &str) -> Refusal {
    if mode.trim().is_empty() {
        refuse(400, "INVALID_PARAMETERS", "The mode is missing.")
    } else if ["Test", "Acceptance", "Production"].contains(&mode) {
        refuse(
            404,
            "ENVIRONMENT_NOT_FOUND",
            format!("There is no environment {mode}."),
        )
    } else {
        refuse(
            400,
            "INVALID_ENVIRONMENT",
            format!("{mode} is no environment mode."),
        )
    }
}

fn is_app_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 100
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}
