/// Read by `TypeDescriptions`, which explains the form.
let metaDescriptions = """
  *: apiVersion: Group and version in which the object is written, as in `apps/v1`.
  *: kind: What the object is, as in `Pod`.
  *: metadata: Name, labels, owners and other things that all objects have.
  *: items: The objects of the list.
  meta.v1.ObjectMeta: What every stored object has, whatever its kind.
    name: Name of the object, unique among those of its kind in its namespace. Cannot be changed.
    generateName: Beginning of a name that the server completes when `name` is empty.
    namespace: Namespace in which the object lives. Cannot be changed.
    uid: Identifier that no other object ever gets, not even a later one of the same name.
    resourceVersion: Version of the object in the store. An update that names it fails when the object has changed since.
    generation: Counts changes to what is desired, mostly those of `spec`.
    creationTimestamp: When the object was created, in UTC. Set by the server.
    deletionTimestamp: When the object is to go. Set by the server when somebody deletes it; it stays until its finalizers are gone.
    deletionGracePeriodSeconds: Seconds that the object is given to end by itself.
    labels: Keys and values by which the object can be selected.
    annotations: Keys and values for tools and people; nothing selects by them.
    ownerReferences: Objects that this one depends on. When all of them are gone it is deleted too.
    finalizers: What must be done before the object may go. Each entry is removed by whoever did its part.
    managedFields: Who last set which fields, for server-side apply.
    selfLink: No longer filled.
  meta.v1.ListMeta: What every list has.
    resourceVersion: Version of the store at which the list was read; a watch can start there.
    continue: Token for the next page; empty on the last one.
    remainingItemCount: How many objects the following pages hold.
  meta.v1.OwnerReference: An object that another one depends on.
    apiVersion: Group and version of the owner.
    kind: Kind of the owner.
    name: Name of the owner.
    uid: Identifier of the owner.
    controller: Whether the owner is the controller that manages the object.
    blockOwnerDeletion: Whether a foreground deletion of the owner waits for this object.
  meta.v1.ManagedFieldsEntry: The fields that one manager set.
    manager: Name of the manager.
    operation: `Apply` or `Update`.
    subresource: Subresource through which the fields were written.
  meta.v1.LabelSelector: Chooses objects by their labels. All requirements must hold; an empty selector chooses everything.
    matchLabels: Labels that an object must have with exactly these values.
    matchExpressions: Further requirements.
  meta.v1.LabelSelectorRequirement: A requirement on the values of one label.
    key: The label's key.
    operator: `In`, `NotIn`, `Exists` or `DoesNotExist`.
    values: Values for `In` and `NotIn`.
  meta.v1.Condition: One aspect of an object's state.
    type: What the condition is about, as in `Available`.
    status: `True`, `False` or `Unknown`.
    reason: One word that tells why.
    message: The same for people.
    lastTransitionTime: When the status last changed.
    observedGeneration: Generation of the object that the condition speaks of.
  meta.v1.DeleteOptions: How an object is to be deleted.
    gracePeriodSeconds: Seconds to wait before the object is removed; 0 means at once.
    propagationPolicy: What becomes of dependents: `Orphan`, `Background` or `Foreground`.
    preconditions: What must hold of the object, or nothing is deleted.
    dryRun: `All` to check the request and change nothing.
  meta.v1.Status: The outcome of a request that does not answer with an object.
    status: `Success` or `Failure`.
    message: What happened, for people.
    reason: What happened, in one word for programs.
    code: The HTTP status.
    details: Which object and which fields it is about.
  meta.v1.Time: A moment as RFC 3339 writes it.
  meta.v1.MicroTime: A moment as RFC 3339 writes it, to the microsecond.
  resource.Quantity: A number with a unit, as in `500m` (half a CPU) or `64Mi`.
  intstr.IntOrString: A whole number, or a text such as a percentage or a port's name.
  core.v1.LocalObjectReference: Names an object in the same namespace.
    name: Name of the object.
  core.v1.ObjectReference: Names an object of any kind.
    kind: Kind of the object.
    name: Name of the object.
    namespace: Namespace of the object.
    uid: Identifier of the object.
    apiVersion: Group and version of the object.
    fieldPath: The part of the object that is meant, as in `spec.containers{web}`.
  """
