// Generated from the Rust core by `cargo xtask generate`. Do not edit.
'use strict'

const { Group, call } = require('../lib/group.cjs')
const { PackagesMembers } = require('../lib/packages.cjs')

class Apps extends Group {
  list(options) {
    return this[call].call('apps', 'list', [], options, false)
  }

  get(app, options) {
    return this[call].call('apps', 'get', [app], options, false)
  }

  create(projectId, options) {
    return this[call].call('apps', 'create', [projectId], options, false)
  }

  details(options) {
    return this[call].call('apps', 'details', [], options, false)
  }
}

class Backups extends Group {
  snapshots(address, options) {
    return this[call].pager('backups', 'snapshots', [address], options, false)
  }

  snapshot(address, snapshotId, options) {
    return this[call].call('backups', 'snapshot', [address, snapshotId], options, false)
  }

  createSnapshot(address, options) {
    return this[call].operation('backups', 'create_snapshot', [address], options, true)
  }

  watchSnapshot(address, snapshotId, options) {
    return this[call].operation('backups', 'watch_snapshot', [address, snapshotId], options, false)
  }

  commentSnapshot(address, snapshotId, comment, options) {
    return this[call].call('backups', 'comment_snapshot', [address, snapshotId, comment], options, false)
  }

  deleteSnapshot(address, snapshotId, options) {
    return this[call].call('backups', 'delete_snapshot', [address, snapshotId], options, true)
  }

  createArchive(address, snapshotId, options) {
    return this[call].operation('backups', 'create_archive', [address, snapshotId], options, true)
  }

  watchArchive(address, snapshotId, archiveId, options) {
    return this[call].operation('backups', 'watch_archive', [address, snapshotId, archiveId], options, false)
  }

  downloadArchive(address, snapshotId, archiveId, path, options) {
    return this[call].call('backups', 'download_archive', [address, snapshotId, archiveId, path], options, false)
  }

  restore(address, snapshotId, options) {
    return this[call].operation('backups', 'restore', [address, snapshotId], options, true)
  }

  watchRestore(address, restoreId, options) {
    return this[call].operation('backups', 'watch_restore', [address, restoreId], options, false)
  }
}

class Environments extends Group {
  list(app, options) {
    return this[call].call('environments', 'list', [app], options, true)
  }

  get(address, options) {
    return this[call].call('environments', 'get', [address], options, false)
  }

  start(address, options) {
    return this[call].operation('environments', 'start', [address], options, true)
  }

  watchStart(address, jobId, options) {
    return this[call].operation('environments', 'watch_start', [address, jobId], options, false)
  }

  startStatus(address, jobId, options) {
    return this[call].call('environments', 'start_status', [address, jobId], options, false)
  }

  stop(address, options) {
    return this[call].call('environments', 'stop', [address], options, true)
  }

  package(address, options) {
    return this[call].call('environments', 'package', [address], options, false)
  }

  transport(address, packageId, options) {
    return this[call].call('environments', 'transport', [address, packageId], options, false)
  }

  clean(address, options) {
    return this[call].call('environments', 'clean', [address], options, true)
  }

  settings(address, options) {
    return this[call].call('environments', 'settings', [address], options, false)
  }

  writeSettings(address, changes, options) {
    return this[call].call('environments', 'write_settings', [address, changes], options, false)
  }

  scale(address, instances, memoryPerInstanceMb, options) {
    return this[call].call('environments', 'scale', [address, instances, memoryPerInstanceMb], options, false)
  }

  tags(address, options) {
    return this[call].call('environments', 'tags', [address], options, false)
  }

  setTag(address, tag, options) {
    return this[call].call('environments', 'set_tag', [address, tag], options, false)
  }

  removeTag(address, tag, options) {
    return this[call].call('environments', 'remove_tag', [address, tag], options, false)
  }

  logLink(address, day, options) {
    return this[call].secret('environments', 'log_link', [address, day], options, false)
  }

  accessLogLink(address, day, options) {
    return this[call].secret('environments', 'access_log_link', [address, day], options, false)
  }

  logLines(address, day, options) {
    return this[call].pager('environments', 'log_lines', [address, day], options, true)
  }

  permissions(address, options) {
    return this[call].call('environments', 'permissions', [address], options, false)
  }
}

class Packages extends PackagesMembers {
  list(app, options) {
    return this[call].call('packages', 'list', [app], options, false)
  }

  get(app, packageId, options) {
    return this[call].call('packages', 'get', [app, packageId], options, false)
  }

  build(app, branch, revision, version, options) {
    return this[call].operation('packages', 'build', [app, branch, revision, version], options, true)
  }

  watchBuild(app, packageId, options) {
    return this[call].operation('packages', 'watch_build', [app, packageId], options, false)
  }

  uploadStatus(app, jobId, options) {
    return this[call].call('packages', 'upload_status', [app, jobId], options, false)
  }

  watchUpload(app, upload, options) {
    return this[call].operation('packages', 'watch_upload', [app, upload], options, false)
  }

  delete(app, packageId, options) {
    return this[call].call('packages', 'delete', [app, packageId], options, true)
  }

  download(app, packageId, path, options) {
    return this[call].call('packages', 'download', [app, packageId, path], options, false)
  }
}

class Repository extends Group {
  branches(app, options) {
    return this[call].pager('repository', 'branches', [app], options, false)
  }

  branch(app, branch, options) {
    return this[call].call('repository', 'branch', [app, branch], options, false)
  }

  commits(app, branch, options) {
    return this[call].pager('repository', 'commits', [app, branch], options, false)
  }

  stories(app, options) {
    return this[call].pager('repository', 'stories', [app], options, false)
  }

  trace(app, version, options) {
    return this[call].call('repository', 'trace', [app, version], options, true)
  }
}

const groups = {
  apps: Apps,
  backups: Backups,
  environments: Environments,
  packages: Packages,
  repository: Repository,
}

module.exports = {
  groups,
  Apps,
  Backups,
  Environments,
  Packages,
  Repository,
}
