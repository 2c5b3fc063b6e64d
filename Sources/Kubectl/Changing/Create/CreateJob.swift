import KubernetesModel

/// `kubectl create job`
struct CreateJob: CreateGenerator {
  let name = "job"
  let resource = GeneratedResource("batch/v1", "jobs")
  let failure: String? = "failed to create job: "
  let ownFlags: [FlagDefinition] = [
    .string("image"), .string("from"),
  ]

  func object(_ context: CommandContext, name: String) throws(KubectlError) -> JSONValue {
    let image = context.flags.string("image")
    let source = context.flags.string("from")
    guard image.isEmpty != source.isEmpty else { throw .message("either --image or --from must be specified") }
    if !source.isEmpty, !context.command.isEmpty { throw .message("cannot specify --from and command") }
    var object = Draft.object("batch/v1", "Job", name: name)
    object["status"] = [:]
    if source.isEmpty {
      object["spec"] = ["template": Self.template(name: name, image, context.command, restartPolicy: "Never")]
    } else {
      try Self.copy(try Self.source(source, context), into: &object)
    }
    return object
  }

  static func template(name: String, _ image: String, _ command: [String], restartPolicy: String) -> JSONValue {
    [
      "metadata": Draft.metadata(),
      "spec": [
        "containers": [Draft.container(name: name, image: image, command: command)],
        "restartPolicy": .string(restartPolicy),
      ],
    ]
  }

  private static func source(_ text: String, _ context: CommandContext) throws(KubectlError) -> JSONValue {
    let finder = ResourceFinder(context)
    let query = ResourceQuery(arguments: [text], namespace: context.namespace)
    let selection = try finder.resolve(query)
    let found = ResourceFetcher(context.client, query).items(selection)
    if let error = KubectlError.joined(found.errors) { throw error }
    guard let item = found.items.first, found.items.count == 1, let object = item.object else {
      throw .message("the resource \(text.goQuoted) is not a single object")
    }
    guard item.mapping.groupVersionKind == GroupVersionKind(group: "batch", version: "v1", kind: "CronJob") else {
      throw .message("unknown object type *\(item.mapping.groupVersion.version).\(item.mapping.kind)")
    }
    return object
  }

  /// Makes the job that the CronJob would make, marked as made by hand.
  private static func copy(_ cronJob: JSONValue, into job: inout JSONValue) throws(KubectlError) {
    let template = cronJob.at("spec", "jobTemplate")
    var annotations = template?.annotations ?? [:]
    annotations["cronjob.kubernetes.io/instantiate"] = "manual"
    job.set(JSONValue(annotations), at: "metadata", "annotations")
    if let labels = template?.labels, !labels.isEmpty { job.set(JSONValue(labels), at: "metadata", "labels") }
    job.set(
      [
        [
          "apiVersion": "batch/v1", "kind": "CronJob", "name": .string(cronJob.name), "uid": .string(cronJob.uid),
          "controller": true,
        ]
      ], at: "metadata", "ownerReferences")
    var spec = template?["spec"] ?? [:]
    if spec.at("template", "metadata", "creationTimestamp") == nil {
      spec.set(.null, at: "template", "metadata", "creationTimestamp")
    }
    let containers = (spec.at("template", "spec", "containers")?.arrayValue ?? []).map { container in
      var container = container
      if container["resources"] == nil { container["resources"] = [:] }
      return container
    }
    spec.set(.array(containers), at: "template", "spec", "containers")
    job["spec"] = spec
  }
}

/// `kubectl create cronjob`
struct CreateCronJob: CreateGenerator {
  let name = "cronjob"
  let aliases = ["cj"]
  let resource = GeneratedResource("batch/v1", "cronjobs")
  let requiredFlags = ["image", "schedule"]
  let failure: String? = "failed to create cronjob: "
  let ownFlags: [FlagDefinition] = [
    .string("image"), .string("schedule"),
    .string("restart"),
  ]

  func object(_ context: CommandContext, name: String) throws(KubectlError) -> JSONValue {
    let restart = context.flags.string("restart")
    var metadata = Draft.metadata()
    metadata["name"] = .string(name)
    var object = Draft.object("batch/v1", "CronJob", name: name)
    object["spec"] = [
      "schedule": .string(context.flags.string("schedule")),
      "jobTemplate": [
        "metadata": metadata,
        "spec": [
          "template": CreateJob.template(
            name: name, context.flags.string("image"), context.command,
            restartPolicy: restart.isEmpty ? "OnFailure" : restart)
        ],
      ],
    ]
    object["status"] = [:]
    return object
  }
}
