'use strict'

const native = require('./native.cjs')
const { decode, encode, sync } = require('./codec.cjs')
const { EffectiveConfiguration } = require('./effective.cjs')
const { guarded } = require('./signal.cjs')
const { make, nativeOf } = require('./handle.cjs')
const { landscapeFacts, withFunctions } = require('./policy.cjs')

class Landscape {
  constructor() {
    throw new TypeError('use await Landscape.load(path)')
  }

  static async load(path, options) {
    const text = path instanceof URL ? require('node:url').fileURLToPath(path) : String(path)
    return make(Landscape, await guarded(options?.signal, (token) => native.landscapeLoad(text, token)))
  }

  static async parse(text, options) {
    const { signal, file } = options ?? {}
    return make(Landscape, await guarded(signal, (token) => native.landscapeParse(String(text), file, token)))
  }

  static fromDocument(document) {
    const text = encode(document, 'document')
    return make(Landscape, sync(() => native.landscapeFromDocument(text)))
  }

  get document() {
    return decode(sync(() => native.landscapeDocument(nativeOf(this))))
  }

  app(name) {
    return make(App, sync(() => native.landscapeApp(nativeOf(this), String(name))))
  }

  environment(address) {
    return make(Environment, sync(() => native.landscapeEnvironment(nativeOf(this), String(address))))
  }

  policy(options) {
    const text = withFunctions(options, (given) => landscapeFacts(this, given))
    return decode(sync(() => native.landscapePolicy(nativeOf(this), text)))
  }

  policyFacts(given) {
    return landscapeFacts(this, given)
  }

  get apps() {
    return sync(() => native.landscapeApps(nativeOf(this))).map((app) => make(App, app))
  }

  get environments() {
    return this.apps.flatMap((app) => app.environments)
  }
}

class App {
  constructor() {
    throw new TypeError('use landscape.app(name)')
  }

  get name() {
    return native.appName(nativeOf(this))
  }

  get landscape() {
    return make(Landscape, native.appLandscape(nativeOf(this)))
  }

  environment(name) {
    return make(Environment, sync(() => native.appEnvironment(nativeOf(this), String(name))))
  }

  get environments() {
    return native.appEnvironments(nativeOf(this)).map((environment) => make(Environment, environment))
  }

  environmentsOfBranch(branch) {
    const found = sync(() => native.appEnvironmentsOfBranch(nativeOf(this), String(branch)))
    return found.map((environment) => make(Environment, environment))
  }

  preflight(pack, options) {
    const text = encode(options ?? {}, 'options')
    return decode(sync(() => native.appPreflight(nativeOf(this), nativeOf(pack), text)))
  }

  policy(options) {
    const { package: pack, ...rest } = options ?? {}
    const text = withFunctions(rest, (given) => landscapeFacts(this.landscape, given))
    const file = pack === undefined ? undefined : nativeOf(pack)
    return decode(sync(() => native.appPolicy(nativeOf(this), file, text)))
  }
}

class Environment {
  constructor() {
    throw new TypeError('use landscape.environment(address)')
  }

  get app() {
    return make(App, native.environmentApp(nativeOf(this)))
  }

  origin(key) {
    return decode(sync(() => native.environmentOrigin(nativeOf(this), String(key)))) ?? undefined
  }

  preflight(pack, options) {
    const text = encode(options ?? {}, 'options')
    return decode(sync(() => native.environmentPreflight(nativeOf(this), nativeOf(pack), text)))
  }

  wanted() {
    return decode(sync(() => native.environmentWanted(nativeOf(this))))
  }

  emission(pack) {
    return decode(sync(() => native.environmentEmission(nativeOf(this), nativeOf(pack))))
  }

  effective(pack) {
    return make(EffectiveConfiguration, sync(() => native.environmentEffective(nativeOf(this), nativeOf(pack))))
  }

  policy(options) {
    const { package: pack, ...rest } = options ?? {}
    const text = withFunctions(rest, (given) => landscapeFacts(this.app.landscape, given))
    const file = pack === undefined ? undefined : nativeOf(pack)
    return decode(sync(() => native.environmentPolicy(nativeOf(this), file, text)))
  }

  policyFacts() {
    return decode(sync(() => native.environmentPolicyFacts(nativeOf(this))))
  }

  static {
    const own = ['address', 'tier', 'target', 'constants', 'origins', 'preset', 'deviations']
    for (const name of [...own, ...native.inheritedProperties()]) {
      Object.defineProperty(this.prototype, name, {
        get() {
          return decode(sync(() => native.environmentProperty(nativeOf(this), name))) ?? undefined
        },
        configurable: true,
      })
    }
  }
}

module.exports = { Landscape, App, Environment }
