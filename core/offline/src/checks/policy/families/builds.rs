//! Builds: packages, images, and what makes them.

use mendix_deploy_model::policies::PipelineFacts;

use super::{
    super::{
        rule::{
            Check::{App, Environment},
            Judged, NOT_APPLICABLE, Rule, Stop, Violation, error, fails_if, info, need, need_ref,
            violation, warning,
        },
        sets::IMAGES,
        view::{AppView, EnvironmentView},
    },
    docker::{is_mutable, tag},
};

pub(super) const RULES: &[Rule] = &[
    error("MX-BLD-001", App(mxbuild))
        .says(
            "mxbuild is of another version than the project",
            "Build with the project's own version.",
        )
        .reads("pipelines.mxbuildVersion, project.mendixVersion", "G9"),
    error("MX-BLD-002", App(java))
        .says(
            "mxbuild lacks Java, or has the wrong one",
            "Give both `--java-home` and `--java-exe-path`.",
        )
        .reads(
            "pipelines.javaHomeVersion, javaExePath, project.javaVersion",
            "G9",
        )
        .note("The guide leaves both out; mxbuild then ends with 2."),
    error("MX-BLD-003", Environment(from_revision))
        .says(
            "Nobody can build this package again",
            "Let a build server build it from a committed revision.",
        )
        .reads("release.builtByServer, revision, dirty", "E"),
    warning("MX-BLD-004", Environment(own_version))
        .says(
            "The package's version does not tell it from others",
            "Give it a semantic version of its own.",
        )
        .reads("release.packageVersion, versionTaken", "G10"),
    warning("MX-BLD-005", Environment(tagged))
        .on(IMAGES)
        .says(
            "The image does not tell its commit",
            "Tag it with the version, and with version and commit.",
        )
        .reads("image.tags, revision", "G10"),
    warning("MX-BLD-006", App(pinned_images))
        .says(
            "A job runs in an image that may change, or that is not there",
            "Use an image of your own, by digest.",
        )
        .reads("pipelines.images", "G9")
        .note("The guide uses `mendix/mxbuild`, of which no public image was found."),
    info("MX-BLD-007", Environment(traceable))
        .says(
            "The package is linked to no story",
            "Link stories or commit messages.",
        )
        .reads("release.stories", "E"),
];

/// Each pipeline on its own; one that lacks a fact stops the rule unless another one breaks it.
pub(super) fn each(
    app: &AppView<'_>,
    check: impl Fn(&PipelineFacts) -> Result<Vec<Violation>, Stop>,
) -> Judged {
    let (mut found, mut lacking, mut any) = (Vec::new(), None, false);
    for pipeline in app.pipelines()? {
        match check(pipeline) {
            Ok(violations) => {
                any = true;
                found.extend(violations.into_iter().map(|mut violation| {
                    violation
                        .subject
                        .get_or_insert_with(|| pipeline.name.clone());
                    violation
                }));
            }
            Err(Stop::NotApplicable) => {}
            Err(stop) => lacking = Some(stop),
        }
    }
    match lacking {
        Some(stop) if found.is_empty() => Err(stop),
        _ if any => Ok(found),
        _ => NOT_APPLICABLE,
    }
}

fn mxbuild(app: &AppView<'_>) -> Judged {
    let wanted = need_ref(&app.project()?.mendix_version, "project.mendixVersion")?;
    each(app, |pipeline| {
        let is = need_ref(&pipeline.mxbuild_version, "pipelines.mxbuildVersion")?;
        fails_if(is != wanted, || {
            format!("mxbuild {is} for a project of {wanted}")
        })
    })
}

fn java(app: &AppView<'_>) -> Judged {
    let wanted = need(&app.project()?.java_version, "project.javaVersion")?;
    each(app, |pipeline| {
        let home = need(&pipeline.java_home_version, "pipelines.javaHomeVersion")?;
        if home == 0 {
            return fails_if(true, || "no --java-home".to_owned());
        }
        if home != wanted {
            return fails_if(true, || {
                format!("Java {home} for a project of Java {wanted}")
            });
        }
        fails_if(
            !need(&pipeline.java_exe_path, "pipelines.javaExePath")?,
            || "no --java-exe-path".to_owned(),
        )
    })
}

fn from_revision(e: &EnvironmentView<'_>) -> Judged {
    let release = e.release()?;
    let mut wrong = Vec::new();
    if release.built_by_server == Some(false) {
        wrong.push("no build server built it");
    }
    if release.revision.as_deref() == Some("") {
        wrong.push("no revision is known");
    }
    if release.dirty == Some(true) {
        wrong.push("the working copy had changes");
    }
    if wrong.is_empty() {
        need(&release.built_by_server, "release.builtByServer")?;
        need_ref(&release.revision, "release.revision")?;
        need(&release.dirty, "release.dirty")?;
    }
    fails_if(!wrong.is_empty(), || wrong.join(", "))
}

fn own_version(e: &EnvironmentView<'_>) -> Judged {
    let release = e.release()?;
    let version = need_ref(&release.package_version, "release.packageVersion")?;
    if version.is_empty() || version == "unversioned" {
        return fails_if(true, || "it has none".to_owned());
    }
    fails_if(
        need(&release.version_taken, "release.versionTaken")?,
        || format!("{version} exists already"),
    )
}

fn tagged(e: &EnvironmentView<'_>) -> Judged {
    let image = e.image()?;
    let tags = need_ref(&image.tags, "image.tags")?;
    let revision = need_ref(&image.revision, "image.revision")?;
    let short: String = revision.chars().take(7).collect();
    let with_revision = !short.is_empty()
        && tags.iter().any(|tag| {
            tag.starts_with(|c: char| c.is_ascii_digit() || c == 'v')
                && tag.contains(&format!("-{short}"))
        });
    fails_if(!with_revision, || format!("no tag ends in -{short}"))
}

fn pinned_images(app: &AppView<'_>) -> Judged {
    each(app, |pipeline| {
        let images = need_ref(&pipeline.images, "pipelines.images")?;
        Ok(images
            .iter()
            .filter_map(|image| {
                let name = image.split(['@', ':']).next().unwrap_or(image);
                if name == "mendix/mxbuild" || name.ends_with("docker.io/mendix/mxbuild") {
                    return Some(
                        violation(format!("{image} is presumed to be public")).about(image),
                    );
                }
                let (named, digest) = tag(image);
                (is_mutable(image) || (!digest && named.is_none()))
                    .then(|| violation(format!("{image} may change")).about(image))
            })
            .collect())
    })
}

fn traceable(e: &EnvironmentView<'_>) -> Judged {
    fails_if(
        need_ref(&e.release()?.stories, "release.stories")?.is_empty(),
        String::new,
    )
}
