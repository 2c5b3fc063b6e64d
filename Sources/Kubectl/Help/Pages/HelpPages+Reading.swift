// swift-format-ignore-file
// The texts keep the lines that kubectl prints, however long.

extension HelpPages {
  /// Looking at objects and at the server.
  static let reading: [String: HelpPage] = [
    "kubectl explain": HelpPage(
      "Get documentation for a resource",
      usage: "TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] [-o|--output=plaintext|plaintext-openapiv2] [options]",
      details: """
        Describe fields and structure of various resources.

         This command describes the fields associated with each supported API resource. Fields are identified via a simple JSONPath identifier:

                <type>.<fieldName>[.<fieldName>]
                
         Information about each field is retrieved from the server in OpenAPI format.

        Use "kubectl api-resources" for a complete list of supported resources.
        """,
      examples: """
        # Get the documentation of the resource and its fields
        kubectl explain pods

        # Get all the fields in the resource
        kubectl explain pods --recursive

        # Get the explanation for deployment in supported api versions
        kubectl explain deployments --api-version=apps/v1

        # Get the documentation of a specific field of a resource
        kubectl explain pods.spec.containers

        # Get the documentation of resources in different format
        kubectl explain deployment --output=plaintext-openapiv2
        """),
    "kubectl get": HelpPage(
      "Display one or many resources",
      usage: "[(-o|--output=)json|yaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file|custom-columns|custom-columns-file|wide] (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...) [flags] [options]",
      details: """
        Display one or many resources.

         Prints a table of the most important information about the specified resources. You can filter the list using a label selector and the --selector flag. If the desired resource type is namespaced you will only see results in the current namespace if you don't specify any namespace.

         By specifying the output as 'template' and providing a Go template as the value of the --template flag, you can filter the attributes of the fetched resources.

        Use "kubectl api-resources" for a complete list of supported resources.
        """,
      examples: """
        # List all pods in ps output format
        kubectl get pods

        # List all pods in ps output format with more information (such as node name)
        kubectl get pods -o wide

        # List a single replication controller with specified NAME in ps output format
        kubectl get replicationcontroller web

        # List deployments in JSON output format, in the "v1" version of the "apps" API group
        kubectl get deployments.v1.apps -o json

        # List a single pod in JSON output format
        kubectl get -o json pod web-pod-13je7

        # List a pod identified by type and name specified in "pod.yaml" in JSON output format
        kubectl get -f pod.yaml -o json

        # List resources from a directory with kustomization.yaml - e.g. dir/kustomization.yaml
        kubectl get -k dir/

        # Return only the phase value of the specified pod
        kubectl get -o template pod/web-pod-13je7 --template={{.status.phase}}

        # List resource information in custom columns
        kubectl get pod test-pod -o custom-columns=CONTAINER:.spec.containers[0].name,IMAGE:.spec.containers[0].image

        # List all replication controllers and services together in ps output format
        kubectl get rc,services

        # List one or more resources by their type and names
        kubectl get rc/web service/frontend pods/web-pod-13je7

        # List the 'status' subresource for a single pod
        kubectl get pod web-pod-13je7 --subresource status

        # List all deployments in namespace 'backend'
        kubectl get deployments.apps --namespace backend

        # List all pods existing in all namespaces
        kubectl get pods --all-namespaces
        """),
    "kubectl cluster-info": HelpPage(
      "Display cluster information",
      details: """
        Display addresses of the control plane and services with label kubernetes.io/cluster-service=true. To further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.
        """,
      examples: """
        # Print the address of the control plane and cluster services
        kubectl cluster-info
        """),
    "kubectl cluster-info dump": HelpPage(
      "Dump relevant information for debugging and diagnosis",
      details: """
        Dump cluster information out suitable for debugging and diagnosing cluster problems.  By default, dumps everything to stdout. You can optionally specify a directory with --output-directory.  If you specify a directory, Kubernetes will build a set of files in that directory.  By default, only dumps things in the current namespace and 'kube-system' namespace, but you can switch to a different namespace with the --namespaces flag, or specify --all-namespaces to dump all namespaces.

         The command also dumps the logs of all of the pods in the cluster; these logs are dumped into different directories based on namespace and pod name.
        """,
      examples: """
        # Dump current cluster state to stdout
        kubectl cluster-info dump

        # Dump current cluster state to /path/to/cluster-state
        kubectl cluster-info dump --output-directory=/path/to/cluster-state

        # Dump all namespaces to stdout
        kubectl cluster-info dump --all-namespaces

        # Dump a set of namespaces to /path/to/cluster-state
        kubectl cluster-info dump --namespaces default,kube-system --output-directory=/path/to/cluster-state
        """),
    "kubectl top": HelpPage(
      "Display resource (CPU/memory) usage",
      details: """
        Display resource (CPU/memory) usage.

         The top command allows you to see the resource consumption for nodes or pods.

         This command requires Metrics Server to be correctly configured and working on the server.
        """),
    "kubectl top node": HelpPage(
      "Display resource (CPU/memory) usage of nodes",
      usage: "[NAME | -l label] [options]",
      details: """
        Display resource (CPU/memory) usage of nodes.

         The top-node command allows you to see the resource consumption of nodes.
        """,
      examples: """
        # Show metrics for all nodes
        kubectl top node

        # Show metrics for a given node
        kubectl top node NODE_NAME
        """),
    "kubectl top pod": HelpPage(
      "Display resource (CPU/memory) usage of pods",
      usage: "[NAME | -l label] [options]",
      details: """
        Display resource (CPU/memory) usage of pods.

         The 'top pod' command allows you to see the resource consumption of pods.

         Due to the metrics pipeline delay, they may be unavailable for a few minutes since pod creation.
        """,
      examples: """
        # Show metrics for all pods in the default namespace
        kubectl top pod

        # Show metrics for all pods in the given namespace
        kubectl top pod --namespace=NAMESPACE

        # Show metrics for a given pod and its containers
        kubectl top pod POD_NAME --containers

        # Show metrics for the pods defined by label name=myLabel
        kubectl top pod -l name=myLabel
        """),
    "kubectl describe": HelpPage(
      "Show details of a specific resource or group of resources",
      usage: "(-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME) [options]",
      details: """
        Show details of a specific resource or group of resources.

         Print a detailed description of the selected resources, including related resources such as events or controllers. You may select a single object by name, all objects of that type, provide a name prefix, or label selector. For example:

                $ kubectl describe TYPE NAME_PREFIX
                
         will first check for an exact match on TYPE and NAME_PREFIX. If no such resource exists, it will output details for every resource that has a name prefixed with NAME_PREFIX.

        Use "kubectl api-resources" for a complete list of supported resources.
        """,
      examples: """
        # Describe a node
        kubectl describe nodes kubernetes-node-emt8.c.myproject.internal

        # Describe a pod
        kubectl describe pods/nginx

        # Describe a pod identified by type and name in "pod.json"
        kubectl describe -f pod.json

        # Describe all pods
        kubectl describe pods

        # Describe pods by label name=myLabel
        kubectl describe pods -l name=myLabel

        # Describe all pods managed by the 'frontend' replication controller
        # (rc-created pods get the name of the rc as a prefix in the pod name)
        kubectl describe pods frontend
        """),
    "kubectl logs": HelpPage(
      "Print the logs for a container in a pod",
      usage: "[-f] [-p] (POD | TYPE/NAME) [-c CONTAINER] [options]",
      details: """
        Print the logs for a container in a pod or specified resource. If the pod has only one container, the container name is optional.
        """,
      examples: """
        # Return snapshot logs from pod nginx with only one container
        kubectl logs nginx

        # Return snapshot logs from pod nginx, prefixing each line with the source pod and container name
        kubectl logs nginx --prefix

        # Return snapshot logs from pod nginx, limiting output to 500 bytes
        kubectl logs nginx --limit-bytes=500

        # Return snapshot logs from pod nginx, waiting up to 20 seconds for it to start running.
        kubectl logs nginx --pod-running-timeout=20s

        # Return snapshot logs from pod nginx with multi containers
        kubectl logs nginx --all-containers=true

        # Return snapshot logs from all pods in the deployment nginx
        kubectl logs deployment/nginx --all-pods=true

        # Return snapshot logs from all containers in pods defined by label app=nginx
        kubectl logs -l app=nginx --all-containers=true

        # Return snapshot logs from all pods defined by label app=nginx, limiting concurrent log requests to 10 pods
        kubectl logs -l app=nginx --max-log-requests=10

        # Return snapshot of previous terminated ruby container logs from pod web-1
        kubectl logs -p -c ruby web-1

        # Begin streaming the logs from pod nginx, continuing even if errors occur
        kubectl logs nginx -f --ignore-errors=true

        # Begin streaming the logs of the ruby container in pod web-1
        kubectl logs -f -c ruby web-1

        # Begin streaming the logs from all containers in pods defined by label app=nginx
        kubectl logs -f -l app=nginx --all-containers=true

        # Display only the most recent 20 lines of output in pod nginx
        kubectl logs --tail=20 nginx

        # Show all logs from pod nginx written in the last hour
        kubectl logs --since=1h nginx

        # Show all logs with timestamps from pod nginx starting from August 30, 2024, at 06:00:00 UTC
        kubectl logs nginx --since-time=2024-08-30T06:00:00Z --timestamps=true

        # Show logs from a kubelet with an expired serving certificate
        kubectl logs --insecure-skip-tls-verify-backend nginx

        # Return snapshot logs from first container of a job named hello
        kubectl logs job/hello

        # Return snapshot logs from container nginx-1 of a deployment named nginx
        kubectl logs deployment/nginx -c nginx-1
        """),
    "kubectl events": HelpPage(
      "List events",
      usage: "[(-o|--output=)json|yaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file] [--for TYPE/NAME] [--watch] [--types=Normal,Warning] [options]",
      details: """
        Display events.

         Prints a table of the most important information about events. You can request events for a namespace, for all namespace, or filtered to only those pertaining to a specified resource.
        """,
      examples: """
        # List recent events in the default namespace
        kubectl events

        # List recent events in all namespaces
        kubectl events --all-namespaces

        # List recent events for the specified pod, then wait for more events and list them as they arrive
        kubectl events --for pod/web-pod-13je7 --watch

        # List recent events in YAML format
        kubectl events -oyaml

        # List recent only events of type 'Warning' or 'Normal'
        kubectl events --types=Warning,Normal
        """),
    "kubectl api-resources": HelpPage(
      "Print the supported API resources on the server",
      examples: """
        # Print the supported API resources
        kubectl api-resources

        # Print the supported API resources with more information
        kubectl api-resources -o wide

        # Print the supported API resources sorted by a column
        kubectl api-resources --sort-by=name

        # Print the supported namespaced resources
        kubectl api-resources --namespaced=true

        # Print the supported non-namespaced resources
        kubectl api-resources --namespaced=false

        # Print the supported API resources with a specific APIGroup
        kubectl api-resources --api-group=rbac.authorization.k8s.io
        """),
    "kubectl api-versions": HelpPage(
      #"Print the supported API versions on the server, in the form of "group/version""#,
      usage: "[options]",
      examples: """
        # Print the supported API versions
        kubectl api-versions
        """),
    "kubectl version": HelpPage(
      "Print the client and server version information",
      details: """
        Print the client and server version information for the current context.
        """,
      examples: """
        # Print the client and server versions for the current context
        kubectl version
        """),
  ]
}
