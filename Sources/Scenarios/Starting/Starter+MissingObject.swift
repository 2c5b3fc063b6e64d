extension Starter {
  /// A ConfigMap is gone that containers take their environment from.
  static let missingObject = Starter(
    "C01", title: "The shop that was open and sold nothing",
    variants: """
      - name: catalogue
        values: {guilty: catalogue, complaint: "The shelves are empty: no page of goods opens.", says: The shelves can be browsed}
      - name: cart
        values: {guilty: cart, complaint: "Nothing can be put into a cart. The button does nothing.", says: Carts can be filled}
      - name: checkout
        values: {guilty: checkout, complaint: "Nobody can pay. Full carts stand around.", says: Customers can pay}
      """,
    body: """
      # What breaks it. Something that happens to careful people: a clean-up removes what looks unused, and the next
      # release meets that.
      fault:
      - delete: "configmap/{{ guilty }}-settings"
      - after: 1m
        patch: "deployment/{{ guilty }}"
        with: {spec: {template: {metadata: {annotations: {corner-shop.example/release: night}}}}}

      # The facts that lead to the cause, from the symptom on. Each is worth its share of the points, and counts as seen
      # when one of its probes was on the player's screen.
      evidence:
      - id: waiting
        sentence: "The pods of {{ guilty }} wait with CreateContainerConfigError."
        points: 2
        # Whoever knows the fact has reason to change these.
        about: ["deployment/{{ guilty }}", "pods -l app={{ guilty }}"]
        shownBy:
        - cell: {of: "pods -l app={{ guilty }}", column: Status, is: CreateContainerConfigError}
        - field: {of: "pods -l app={{ guilty }}", path: ".status.containerStatuses[0].state.waiting.reason", is: CreateContainerConfigError}
        implies: [not-found]
        # Where to look, what to notice, what it means, how to mend it. None says more than its step is for.
        hints:
        - Begin wide, with all pods of the namespace.
        - Compare READY and STATUS line by line. Two pods stand out.
        - A container that was never created cannot log. The kubelet stopped while it put its configuration together.
        - Find out what the kubelet misses; the pod's events say it. Then give it that.
      - id: not-found
        sentence: 'The kubelet says why: configmap "{{ guilty }}-settings" not found.'
        points: 3
        about: ["deployment/{{ guilty }}", "configmap/{{ guilty }}-settings"]
        shownBy:
        - event: {of: "pods -l app={{ guilty }}", contains: 'configmap "{{ guilty }}-settings" not found'}
        - field: {of: "pods -l app={{ guilty }}", path: ".status.containerStatuses[0].state.waiting.message", contains: 'configmap "{{ guilty }}-settings" not found'}
        implies: [gone]
        hints:
        - Ask one of the waiting pods for its story.
        - The last lines of a described pod are its events. One warning repeats.
        - The container wants an object by its name, and the namespace does not have it.
        - Make the object that is named again, with the key that the program needs.
      - id: gone
        sentence: "There is no ConfigMap {{ guilty }}-settings."
        points: 3
        about: ["configmap/{{ guilty }}-settings"]
        shownBy:
        - absence: "configmap/{{ guilty }}-settings"
        implies: [cause]
        hints:
        - See for yourself whether the object from the warning is there.
        - List its kind. Its neighbours are there; compare them with the programs.
        - It is not misspelt. Somebody took it away, and running containers did not mind.
        - Its neighbours show what must be in it. Make it as they are.

      cause:
        sentence: "A clean-up deleted the ConfigMap {{ guilty }}-settings, which the containers of {{ guilty }} take their environment from."
        mend: "Make it again: kubectl create configmap {{ guilty }}-settings --from-literal=CURRENCY=EUR."
        # What diagnose takes for right.
        diagnoses:
        - {object: "configmap/{{ guilty }}-settings", classes: [C01]}
        - {object: "deployment/{{ guilty }}", classes: [C01]}

      # It is over when all of these hold. What the API does not tell is tried over the network.
      objectives:
      - says: "{{ says }}: all pods of {{ guilty }} are ready"
        object: "deployment/{{ guilty }}"
        for: jsonpath={.status.readyReplicas}=2
      - says: "{{ guilty }} answers"
        connects: {from: namespace/default, to: "http://{{ guilty }}.shop/", status: 200}

      # What a mend may change. Everything else in manifests/ must come through, or it is damage.
      allowed: ["deployment/{{ guilty }}", "configmap/{{ guilty }}-settings"]

      # Played by the test: commands that mend it, and the shortest good way to the cause.
      solution:
      - kubectl create configmap {{ guilty }}-settings --from-literal=CURRENCY=EUR
      - kubectl rollout status deployment/{{ guilty }} --timeout=180s

      investigation:
      - {run: kubectl get pods, shows: [waiting]}
      - {run: "kubectl describe pods -l app={{ guilty }}", shows: [not-found]}
      - {run: kubectl get configmaps, shows: [gone]}

      # Read at the end. It leaves one habit more, and nobody to blame.
      debrief:
        report: |
          At 03:02 a clean-up deleted {{ guilty }}-settings. Running containers keep the environment they started
          with, so nothing happened until a release a minute later made new ones, which wait for it ever since.
          Once it was there again the pods started by themselves.
        questions:
        - Which pods wait, and have never run?
        - What exactly does the warning name, and is it there?
        - Who else uses an object that seems unused, and when will they ask for it again?
        realWorld: |
          Whoever deletes configuration learns of it at the next restart, often in somebody else's shift. Look for
          every template that names an object before you delete it, not for programs that run well without it.
      """)
}
