extension Starter {
  /// A Service selects labels that no pod carries.
  static let wrongSelector = Starter(
    "N01", title: "The bell that nobody answers",
    variants: """
      - name: catalogue
        values: {guilty: catalogue, wrong: catalog, complaint: "The shelves are empty: no page of goods opens.", says: The shelves can be browsed}
      - name: cart
        values: {guilty: cart, wrong: carts, complaint: "Nothing can be put into a cart. The button does nothing.", says: Carts can be filled}
      - name: checkout
        values: {guilty: checkout, wrong: check-out, complaint: "Nobody can pay. Full carts stand around.", says: Customers can pay}
      """,
    body: """
      # What breaks it: a strategic merge patch, as kubectl patch takes it. null removes a field: {data: {old: null}}.
      fault:
      - patch: "service/{{ guilty }}"
        with: {spec: {selector: {app: "{{ wrong }}"}}}

      # The facts that lead to the cause, from the symptom on. Each is worth its share of the points, and counts as seen
      # when one of its probes was on the player's screen.
      evidence:
      - id: pods-well
        sentence: "The pods of {{ guilty }} are ready."
        points: 1
        # Whoever knows the fact has reason to change these.
        about: ["service/{{ guilty }}"]
        shownBy:
        - cell: {of: "pods -l app={{ guilty }}", column: Ready, is: 1/1}
        - field: {of: "pods -l app={{ guilty }}", path: ".status.containerStatuses[0].ready", is: "true"}
        implies: [no-address]
        # Where to look, what to notice, what it means, how to mend it. None says more than its step is for.
        hints:
        - Look at the programs behind the page that fails.
        - They are older than the incident, and nothing happened to them.
        - If they are well and nobody reaches them, the fault lies on the way to them.
        - Leave the pods alone, and mend the way to them.
      - id: no-address
        sentence: "The Service {{ guilty }} has no endpoints."
        points: 3
        about: ["service/{{ guilty }}"]
        shownBy:
        - cell: {of: "endpointslices -l kubernetes.io/service-name={{ guilty }}", column: Endpoints, absent: true}
        - cell: {of: "endpoints/{{ guilty }}", column: Endpoints, absent: true}
        - connection: {to: "{{ guilty }}", outcome: refused}
        implies: [labels]
        hints:
        - Between a name and a pod stands a Service. Look at where it leads.
        - Count the addresses behind it.
        - Without addresses it refuses every connection, however many pods are green.
        - Find out why no pod is chosen, and correct what chooses.
      - id: labels
        sentence: "The pods carry app={{ guilty }}; the Service asks for app={{ wrong }}."
        points: 4
        about: ["service/{{ guilty }}"]
        # Both must have been seen, in whatever order.
        shownBy:
        - relation:
          - field: {of: "service/{{ guilty }}", path: ".spec.selector.app", is: "{{ wrong }}"}
          - field: {of: "pods -l app={{ guilty }}", path: ".metadata.labels.app", is: "{{ guilty }}"}
        implies: [cause]
        hints:
        - Read the Service itself, and then the labels of the pods.
        - Put what it asks for beside what they carry.
        - The two differ, so not one pod is chosen. Nothing calls that an error, since it is a lawful state.
        - Change the Service so that it asks for what the pods carry.

      cause:
        sentence: "A clean-up changed what the Service {{ guilty }} selects to app={{ wrong }}, which no pod carries."
        mend: "Let it select its pods again: kubectl set selector service {{ guilty }} app={{ guilty }}."
        # What diagnose takes for right.
        diagnoses:
        - {object: "service/{{ guilty }}", classes: [N01]}

      # It is over when all of these hold. What the API does not tell is tried over the network.
      objectives:
      - says: "{{ says }}: {{ guilty }} answers"
        connects: {from: namespace/default, to: "http://{{ guilty }}.shop/", status: 200}
      - says: "All pods of {{ guilty }} are ready"
        object: "deployment/{{ guilty }}"
        for: jsonpath={.status.readyReplicas}=2

      # What a mend may change. Everything else in manifests/ must come through, or it is damage.
      allowed: ["service/{{ guilty }}"]

      # Played by the test: commands that mend it, and the shortest good way to the cause.
      solution:
      - kubectl set selector service {{ guilty }} app={{ guilty }}

      investigation:
      - {run: kubectl get pods --show-labels, shows: [pods-well]}
      - {run: "kubectl get endpointslices -l kubernetes.io/service-name={{ guilty }}", shows: [no-address]}
      - {run: "kubectl describe service {{ guilty }}", shows: [labels]}

      # Read at the end. It leaves one habit more, and nobody to blame.
      debrief:
        report: |
          At 03:02 a clean-up of manifests changed what the Service {{ guilty }} selects to app={{ wrong }}. From that
          second nothing stood behind it and every connection was refused, while all pods stayed ready and all lights
          green. With the right label the addresses were back at once.
        questions:
        - Is what fails unwell, or out of reach?
        - How many addresses stand behind its name?
        - Which labels does the Service ask for, and which do the pods carry?
        realWorld: |
          A Service that selects nothing is lawful: no event, no condition, no red light. An alert on Services without
          addresses costs one line.
      """)
}
