extension Starter {
  /// A release asks for an image that the registry does not have.
  static let wrongImage = Starter(
    "W04", title: "The release that nobody got",
    variants: """
      - name: catalogue
        values: {guilty: catalogue, right: "2.4.0", wrong: "2.40", complaint: "The shelves are empty: no page of goods opens.", says: The shelves can be browsed}
      - name: cart
        values: {guilty: cart, right: "1.9.3", wrong: v1.9.3, complaint: "Nothing can be put into a cart. The button does nothing.", says: Carts can be filled}
      - name: checkout
        values: {guilty: checkout, right: "3.0.1", wrong: 3.0.1-final, complaint: "Nobody can pay. Full carts stand around.", says: Customers can pay}
      """,
    body: """
      # What breaks it: a strategic merge patch, as kubectl patch takes it. null removes a field: {data: {old: null}}.
      fault:
      - patch: "deployment/{{ guilty }}"
        with:
          spec:
            template:
              spec:
                containers:
                - {name: "{{ guilty }}", image: "{{ registry }}/{{ guilty }}:{{ wrong }}"}

      # The facts that lead to the cause, from the symptom on. Each is worth its share of the points, and counts as seen
      # when one of its probes was on the player's screen.
      evidence:
      - id: waiting
        sentence: "The pods of {{ guilty }} wait: their image cannot be pulled."
        points: 2
        # Whoever knows the fact has reason to change these.
        about: ["deployment/{{ guilty }}", "pods -l app={{ guilty }}"]
        shownBy:
        - cell: {of: "pods -l app={{ guilty }}", column: Status, oneOf: [ImagePullBackOff, ErrImagePull]}
        - field: {of: "pods -l app={{ guilty }}", path: ".status.containerStatuses[0].state.waiting.reason", oneOf: [ImagePullBackOff, ErrImagePull]}
        implies: [not-there]
        # Where to look, what to notice, what it means, how to mend it. None says more than its step is for.
        hints:
        - Begin wide, with all pods of the namespace.
        - Compare READY and STATUS line by line. Two pods stand out.
        - Nothing has run in them yet, so no log will help. The node still tries to fetch something.
        - Find out what it tries to fetch; the pod's events say it. Then name something that is there.
      - id: not-there
        sentence: "The registry answers that it has no {{ guilty }}:{{ wrong }}."
        points: 3
        about: ["deployment/{{ guilty }}", "pods -l app={{ guilty }}"]
        shownBy:
        - event: {of: "pods -l app={{ guilty }}", reason: Failed, contains: "{{ guilty }}:{{ wrong }}: not found"}
        - field: {of: "pods -l app={{ guilty }}", path: ".status.containerStatuses[0].state.waiting.message", contains: "{{ guilty }}:{{ wrong }}: not found"}
        implies: [asked-for]
        hints:
        - Ask one of the waiting pods for its story.
        - Read the longest warning among its events to the end, letter by letter.
        - The registry is there and lets the node in. It has nothing under that name.
        - Correct the name where it is written, in the Deployment.
      - id: asked-for
        sentence: "The Deployment {{ guilty }} asks for {{ wrong }}."
        points: 2
        about: ["deployment/{{ guilty }}"]
        shownBy:
        - field: {of: "deployment/{{ guilty }}", path: ".spec.template.spec.containers[0].image", is: "{{ registry }}/{{ guilty }}:{{ wrong }}"}
        - cell: {of: "deployment/{{ guilty }}", column: Images, is: "{{ registry }}/{{ guilty }}:{{ wrong }}"}
        implies: [cause]
        hints:
        - Look at what makes these pods, rather than at the pods.
        - One field of its template is new since tonight.
        - Every new pod asks for the same again. The revision before had another tag.
        - Give the Deployment the tag of the revision before, or go back to it.

      cause:
        sentence: "The night's release wrote the tag {{ wrong }} into the Deployment {{ guilty }}, and the registry has no such image."
        mend: "Give it the right tag: kubectl set image deployment/{{ guilty }} {{ guilty }}={{ registry }}/{{ guilty }}:{{ right }}."
        # What diagnose takes for right.
        diagnoses:
        - {object: "deployment/{{ guilty }}", classes: [W04]}

      # It is over when all of these hold. What the API does not tell is tried over the network.
      objectives:
      - says: "{{ says }}: all pods of {{ guilty }} are ready"
        object: "deployment/{{ guilty }}"
        for: jsonpath={.status.readyReplicas}=2
      - says: "{{ guilty }} answers"
        connects: {from: namespace/default, to: "http://{{ guilty }}.shop/", status: 200}

      # What a mend may change. Everything else in manifests/ must come through, or it is damage.
      allowed: ["deployment/{{ guilty }}"]

      # Played by the test: commands that mend it, and the shortest good way to the cause.
      solution:
      - "kubectl set image deployment/{{ guilty }} {{ guilty }}={{ registry }}/{{ guilty }}:{{ right }}"
      - kubectl rollout status deployment/{{ guilty }} --timeout=180s

      investigation:
      - {run: kubectl get pods, shows: [waiting]}
      - {run: "kubectl describe pods -l app={{ guilty }}", shows: [not-there]}
      - {run: "kubectl get deployment {{ guilty }} -o wide", shows: [asked-for]}

      # Read at the end. It leaves one habit more, and nobody to blame.
      debrief:
        report: |
          At 03:02 a release wrote {{ wrong }} into {{ guilty }}. The API takes every well-formed name, so nobody was
          told. All old pods were gone before a new one could start. With {{ right }} they started within seconds.
        questions:
        - Which pods wait, and did any of them ever run?
        - What exactly does the registry answer, and for which name?
        - What was the name before?
        realWorld: |
          Tags are written by hand in more places than one thinks. A pipeline that asks the registry before it asks
          the cluster, and a rollout that keeps old pods until new ones are ready, make this a matter of minutes.
      """)
}
