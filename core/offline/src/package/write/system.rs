//! The part of the System module that every app has, with its fixed ids (package formats, 4.3): verified in `model.mdp` of
//! Mendix 7.0 and 10.1. Real archives carry more of it, which differs from version to version.

use mendix_deploy_model::models::{
    AppModule, Association, AssociationOwner, AssociationStorage, AssociationType, Attribute,
    AttributeType, AttributeValue, DeleteBehavior, Entity, SystemMember,
};

/// Name of the module.
pub(super) const NAME: &str = "System";

/// Whether a qualified name is of System.
pub(super) fn is_of(name: &str) -> bool {
    name.strip_prefix(NAME)
        .is_some_and(|rest| rest.starts_with('.'))
}

pub(super) fn module() -> AppModule {
    AppModule {
        id: Some("6e3fe785-0e7d-42ec-a592-8bc1ea4ea87d".to_owned()),
        name: NAME.to_owned(),
        marketplace_version: None,
    }
}

/// An attribute: GUID, `$ID`, name, type, length, default.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    AttributeType,
    Option<u64>,
    Option<&'static str>,
);

/// The entities.
#[rustfmt::skip]
pub(super) fn entities() -> Vec<Entity> {
    use AttributeType::{AutoNumber, Binary, Boolean, DateTime, HashedString, Integer, Long, String};
    use SystemMember::{ChangedBy, ChangedDate, CreatedDate, Owner};
    let all = [Owner, ChangedBy, CreatedDate, ChangedDate];
    vec![
        entity("FileDocument", "170ce49d-f29c-4fac-99a6-b55e8a3aeb39", "1c2bca63-eae3-445b-bfcc-2d74baccb1c2", None, &all, &[
            ("0f81688b-e719-4204-8f86-8fcd664a0992", "9dca884b-d8cc-42aa-8a99-92a8c3195361", "FileID", AutoNumber, None, Some("1")),
            ("14018140-78df-4e36-9869-d0b53129d2c9", "63640380-2900-48c0-a032-ea4f0e1fe28d", "Size", Long, None, Some("-1")),
            ("3501ab9f-42c7-46e4-ac8f-c51e256c934e", "31e860a0-634f-475f-80d0-009ce4e84f31", "Name", String, Some(400), None),
            ("4c9627fb-3b64-4239-95eb-f51fb8d3f2b3", "ba4af3bf-14bc-43b6-b927-f1ae48c28395", "HasContents", Boolean, None, Some("false")),
            ("5fecca4d-0f28-484d-9fe7-1afde250b07d", "b2455353-ac97-41a7-8922-2a31e6dc03a4", "DeleteAfterDownload", Boolean, None, Some("false")),
            ("96445370-6fed-11e4-9803-0800200c9a66", "76b4f0cb-36eb-4d36-88d3-86e4aad97a77", "__UUID__", String, Some(36), None),
            ("a02027b1-e24d-49fc-9b3f-ade644070879", "5e0cfe65-a05d-41fd-90e3-bc6f2cf2cb66", "__FileName__", Long, None, Some("0")),
            ("e6dfb82a-54fe-4fcd-a513-a086f508c2db", "e962255a-3356-47ea-b280-84a37295dfdf", "Contents", Binary, None, None),
        ]),
        entity("User", "282e2e60-88a5-469d-84a5-ba8d9151644f", "0e439bf8-87c0-406f-ad3f-630ec563f770", None, &all, &[
            ("040db5be-7810-48b3-a569-516191e8803d", "cd9fb6f7-13b0-4322-82e9-b16b1da94dce", "LastLogin", DateTime, None, None),
            ("15e3e13d-2df6-4d8a-a1cc-58eea4cec602", "5651bead-eecb-427f-82a5-50a99c0dd2e7", "WebServiceUser", Boolean, None, Some("false")),
            ("28d526e0-915b-466f-80c8-56af32ece225", "d7e25348-f1ef-443c-9bdc-84a4ae38563d", "IsAnonymous", Boolean, None, Some("false")),
            ("5b1e816f-0495-4baa-9d21-f1e779923898", "f25bcc57-22bf-4fb5-9011-8b8ed95cfb8f", "BlockedSince", DateTime, None, None),
            ("69acb4a2-be26-4cc5-902a-a8591d357510", "dd5daa3e-8d94-4d78-ac4b-207024c5891a", "Name", String, Some(100), None),
            ("84845531-dbd9-4e00-8afb-c2adc08699bb", "63ab60aa-6d93-498f-a1e0-bedf4568ca59", "FailedLogins", Integer, None, Some("0")),
            ("b22d0982-fbee-43a7-8d20-c200d319a3e5", "dfc59047-1d82-45e4-ac15-d4b4db4f6512", "Active", Boolean, None, Some("true")),
            ("d149bcc3-5e80-46da-ac3f-ee734a64cce1", "bd16d038-1d13-4cd7-a0c9-52e4893a9b04", "Blocked", Boolean, None, Some("false")),
            ("ef366bc1-ac94-4fd6-bafd-7cee2be459e6", "4002e374-929e-4e15-908c-2d9ff6a34c4b", "Password", HashedString, None, None),
        ]),
        entity("Image", "37827192-315d-4ab6-85b8-f626f866ea76", "835f610e-6d48-454f-b444-e235be0d53cc", Some("System.FileDocument"), &[], &[
            ("41c141fa-700b-44de-870d-1aa971e11689", "c175297a-f0df-490f-8e88-4aaa6502b63e", "PublicThumbnailPath", String, Some(500), None),
        ]),
        entity("Session", "37f9fd49-5318-4c63-9a51-f761779b202f", "bdca0a8a-6409-4657-aeb6-c3117c2c49f9", None, &[CreatedDate], &[
            ("1ffdcb00-e7a4-4303-8b40-2319d9ba01b7", "18ee905c-0376-49cf-b486-8175f16e6bff", "LastActive", DateTime, None, None),
            ("875dc581-177c-457a-8406-814676ccdb05", "88003f17-a456-4aca-8516-94d4dfef7496", "LongLived", Boolean, None, Some("false")),
            ("d50c78a5-d740-4a76-a356-47659cfd515e", "190c5fc3-f71a-4c07-b43c-d933ec17bfef", "SessionId", String, Some(50), None),
            ("f4d19200-071c-45e5-af25-321354f0702b", "e7120853-1396-4c7d-baad-e339c94f3c96", "CSRFToken", String, Some(36), None),
        ]),
        entity("UserRole", "92ef30a6-de04-423c-84fd-a21e9b9eeae2", "c6fb652b-4e4e-4278-b434-bb47a8a95534", None, &[], &[
            ("3a3aca86-2f34-4038-a62f-7c0654ce21b7", "1fb4ffd0-ec29-435a-b09a-baf486a91e6b", "Name", String, Some(100), None),
            ("3cb7dc95-eac8-4999-8af4-492a4f2c0d73", "9eabe091-aedc-4b16-9a3f-b2dd0f339643", "ModelGUID", String, Some(36), None),
            ("a33fbc53-ecf5-46c5-bad2-a364686e19dc", "5e8196f8-a196-4d3b-b5b6-0b0d1cff920d", "Description", String, Some(1000), None),
        ]),
    ]
}

/// The associations among those entities.
#[rustfmt::skip]
pub(super) fn associations() -> Vec<Association> {
    use AssociationType::{Reference, ReferenceSet};
    vec![
        association("grantableRoles", "1adca745-c7a9-44ff-92bb-5d41cb2a1743", "99568bfe-09ac-4a79-9aa2-c9571c7a58fe", "UserRole", "UserRole", ReferenceSet),
        association("Session_User", "546aaff5-62e1-40ce-ab45-d40d0a0478f1", "b2f9e327-d2b9-40e2-9176-10549230eed1", "Session", "User", Reference),
        association("UserRoles", "6adaf137-4299-435e-9475-a871a4f21471", "2996d4d5-cf41-4abe-b64a-fc67fa7a6408", "User", "UserRole", ReferenceSet),
    ]
}

fn entity(
    name: &str,
    guid: &str,
    id: &str,
    generalization: Option<&str>,
    members: &[SystemMember],
    rows: &[Row],
) -> Entity {
    Entity {
        id: id.to_owned(),
        guid: guid.to_owned(),
        name: format!("{NAME}.{name}"),
        generalization: generalization.map(str::to_owned),
        persistable: generalization.is_none().then_some(true),
        stored: Some(true),
        source: None,
        system_members: members.to_vec(),
        attributes: rows.iter().map(attribute).collect(),
        indexes: Vec::new(),
        unique_attributes: if name == "User" {
            vec!["Name".to_owned()]
        } else {
            Vec::new()
        },
        rules_digest: None,
    }
}

fn attribute((guid, id, name, attribute_type, length, default): &Row) -> Attribute {
    Attribute {
        id: (*id).to_owned(),
        guid: (*guid).to_owned(),
        name: (*name).to_owned(),
        length: *length,
        localize: (*attribute_type == AttributeType::DateTime).then_some(true),
        attribute_type: attribute_type.clone(),
        enumeration: None,
        value: AttributeValue::Stored,
        default_value: default.map(str::to_owned),
    }
}

fn association(
    name: &str,
    guid: &str,
    id: &str,
    parent: &str,
    child: &str,
    association_type: AssociationType,
) -> Association {
    let guid_of = |name: &str| {
        entities()
            .into_iter()
            .find(|entity| entity.name == name)
            .map(|entity| entity.guid)
    };
    let parent = format!("{NAME}.{parent}");
    let child = format!("{NAME}.{child}");
    Association {
        id: id.to_owned(),
        guid: guid.to_owned(),
        name: format!("{NAME}.{name}"),
        parent_guid: guid_of(&parent),
        parent,
        child_guid: guid_of(&child),
        child,
        cross_module: false,
        association_type,
        owner: AssociationOwner::Default,
        storage: AssociationStorage::Table,
        parent_delete: Some(DeleteBehavior::KeepReferences),
        child_delete: Some(DeleteBehavior::KeepReferences),
        source: None,
    }
}
