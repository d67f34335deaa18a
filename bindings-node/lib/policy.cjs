'use strict'

const native = require('./native.cjs')
const { decode, encode, sync } = require('./codec.cjs')
const { nativeOf } = require('./handle.cjs')

/** Every rule of the library, as data. */
function policyRules() {
  return decode(sync(() => native.policyRules()))
}

/** Where an app should run, and why. */
function placement(options) {
  return decode(sync(() => native.placement(encode(options ?? {}, 'options'))))
}

/** Practices for secrets, and whether a report shows that they are followed. */
function secretsPractices(report) {
  const text = report === undefined ? undefined : encode(report, 'report')
  return decode(sync(() => native.secretsPractices(text)))
}

/** Holds facts against the policy, without a landscape. */
function policyOfFacts(facts, options) {
  const text = encode(facts, 'facts')
  return decode(sync(() => native.policyOfFacts(text, withFunctions(options, () => facts))))
}

function landscapeFacts(landscape, given) {
  const text = given === undefined ? undefined : encode(given, 'given')
  return decode(sync(() => native.landscapePolicyFacts(nativeOf(landscape), text)))
}

/** The options as text, with what functions of the caller found about each environment. */
function withFunctions(options, factsOf) {
  const { rules, ...rest } = options ?? {}
  if (rules === undefined) return encode(rest, 'options')
  const results = [...(rest.customResults ?? [])]
  for (const [app, own] of Object.entries(factsOf(rest.facts).apps ?? {})) {
    for (const [name, environment] of Object.entries(own.environments ?? {})) {
      const address = `${app}/${name}`
      for (const [id, check] of Object.entries(rules)) {
        results.push({ id, address, ...answered(id, check(address, environment)) })
      }
    }
  }
  return encode({ ...rest, customResults: results }, 'options')
}

function answered(id, answer) {
  if (answer === undefined || answer === null) return { status: 'passed' }
  if (typeof answer === 'string') return { status: 'failed', message: answer }
  if (typeof answer === 'object' && typeof answer.status === 'string') return answer
  throw new TypeError(`the rule ${id} returned neither undefined, a text nor an object with a status`)
}

module.exports = {
  exported: { placement, policyOfFacts, policyRules, secretsPractices },
  landscapeFacts,
  withFunctions,
}
