internal import Digests
internal import Documents
internal import Readiness

// What people state in the files beside airworthy.yaml, tied to what it is about.

extension Linker {
  func attestations(
    _ written: [Statement<WrittenAttestation>], in file: inout DefinitionFile
  ) -> [Attestation] {
    var seen: Set<String> = []
    return written.flatMap { statement in
      let artefacts = statement.body.artefacts.compactMap { artefact($0, in: &file) }
      if let until = statement.body.until, until.value <= statement.on.value {
        file.reader.report(
          .wrongValue, "the attestation ends before it begins", at: until)
      }
      return subjects(statement, in: &file).compactMap { subject -> Attestation? in
        let key = "\(subject) \(statement.control.value) \(statement.person.value)"
        guard seen.insert(key).inserted else {
          file.reader.report(
            .repeatedEntry,
            "\(statement.person.value) says something about \(statement.control.value) of "
              + "\(subject) twice", at: statement.control, fix: "remove one of the entries")
          return nil
        }
        return Attestation(
          control: statement.control.value, subject: subject, says: statement.body.says,
          by: statement.person.value, on: statement.on.value, artefacts: artefacts,
          note: statement.body.note, until: statement.body.until?.value)
      }
    }
  }

  func waivers(_ written: [Statement<WrittenWaiver>], in file: inout DefinitionFile) -> [Waiver] {
    var seen: Set<String> = []
    return written.flatMap { statement -> [Waiver] in
      let (from, until) = (statement.on.value, statement.body.until.value)
      if until <= from {
        file.reader.report(
          .wrongValue, "the waiver ends before it begins", at: statement.body.until)
      } else if until.days(since: from) > policy.waiverDaysMax {
        file.reader.report(
          .waiverTooLong,
          "the waiver runs for \(until.days(since: from)) days; the policy allows \(policy.waiverDaysMax)",
          at: statement.body.until,
          fix: "end it by \(from.adding(days: policy.waiverDaysMax).day) and decide again then")
      }
      return subjects(statement, in: &file).compactMap { subject -> Waiver? in
        guard seen.insert("\(subject) \(statement.control.value)").inserted else {
          file.reader.report(
            .repeatedEntry, "\(statement.control.value) of \(subject) is waived twice",
            at: statement.control, fix: "keep the newer entry")
          return nil
        }
        return Waiver(
          control: statement.control.value, subject: subject, reason: statement.body.reason,
          text: statement.body.text, owner: statement.person.value, granted: from, until: until)
      }
    }
  }

  func exemptions(_ written: [Statement<String>], in file: inout DefinitionFile) -> [Exemption] {
    var seen: Set<String> = []
    return written.flatMap { statement in
      subjects(statement, in: &file).compactMap { subject -> Exemption? in
        guard seen.insert("\(subject) \(statement.control.value)").inserted else {
          file.reader.report(
            .repeatedEntry, "\(statement.control.value) of \(subject) stands twice",
            at: statement.control, fix: "remove one of the entries")
          return nil
        }
        return Exemption(
          control: statement.control.value, subject: subject, reason: statement.body,
          by: statement.person.value, on: statement.on.value)
      }
    }
  }

  func requirements(
    _ written: [WrittenRequirement], in file: inout DefinitionFile
  )
    -> [Requirement]
  {
    var seen: Set<Requirement.ID> = []
    for requirement in written {
      if !seen.insert(requirement.id.value).inserted {
        file.reader.report(
          .repeatedEntry, "the requirement \(requirement.id.value) stands twice",
          at: requirement.id, fix: "give one of them another number")
      }
      if let component = requirement.component {
        require(component, among: components, "component", in: &file)
      }
      for evidence in (requirement.verification + requirement.validation).flatMap(\.evidence) {
        check(evidence, in: &file)
      }
    }
    return written.map(\.requirement)
  }

  /// Checks a pointer to evidence: `check:NAME`, `test:FILE::NAME`, a file or an address.
  private func check(_ evidence: Located<String>, in file: inout DefinitionFile) {
    let text = evidence.value
    if text.hasPrefix("check:") {
      let name = String(text.dropFirst("check:".count))
      require(
        Located(Evidence.CheckID(name), at: evidence.position, text: evidence.text),
        among: checks, "check", in: &file)
    } else if text.hasPrefix("test:") {
      let path = text.dropFirst("test:".count).split(separator: ":").first.map(String.init) ?? ""
      _ = artefact(Located(path, at: evidence.position, text: evidence.text), in: &file)
    } else {
      _ = artefact(evidence, in: &file)
    }
  }
}
