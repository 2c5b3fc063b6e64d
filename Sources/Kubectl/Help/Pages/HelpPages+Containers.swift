// swift-format-ignore-file
// The texts keep the lines that kubectl prints, however long.

extension HelpPages {
  /// Reaching into containers.
  static let containers: [String: HelpPage] = [
    "kubectl attach": HelpPage(
      "Attach to a running container",
      usage: "(POD | TYPE/NAME) -c CONTAINER [options]",
      details: """
        Attach to a process that is already running inside an existing container.
        """,
      examples: """
        # Get output from running pod mypod; use the 'kubectl.kubernetes.io/default-container' annotation
        # for selecting the container to be attached or the first container in the pod will be chosen
        kubectl attach mypod

        # Get output from ruby-container from pod mypod
        kubectl attach mypod -c ruby-container

        # Switch to raw terminal mode; sends stdin to 'bash' in ruby-container from pod mypod
        # and sends stdout/stderr from 'bash' back to the client
        kubectl attach mypod -c ruby-container -i -t

        # Get output from the first pod of a replica set named nginx
        kubectl attach rs/nginx
        """),
    "kubectl exec": HelpPage(
      "Execute a command in a container",
      usage: "(POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...] [options]",
      examples: """
        # Get output from running the 'date' command from pod mypod, using the first container by default
        kubectl exec mypod -- date

        # Get output from running the 'date' command in ruby-container from pod mypod
        kubectl exec mypod -c ruby-container -- date

        # Switch to raw terminal mode; sends stdin to 'bash' in ruby-container from pod mypod
        # and sends stdout/stderr from 'bash' back to the client
        kubectl exec mypod -c ruby-container -i -t -- bash -il

        # List contents of /usr from the first container of pod mypod and sort by modification time
        # If the command you want to execute in the pod has any flags in common (e.g. -i),
        # you must use two dashes (--) to separate your command's flags/arguments
        # Also note, do not surround your command and its flags/arguments with quotes
        # unless that is how you would execute it normally (i.e., do ls -t /usr, not "ls -t /usr")
        kubectl exec mypod -i -t -- ls -t /usr

        # Get output from running 'date' command from the first pod of the deployment mydeployment, using the first container by default
        kubectl exec deploy/mydeployment -- date

        # Get output from running 'date' command from the first pod of the service myservice, using the first container by default
        kubectl exec svc/myservice -- date
        """),
    "kubectl port-forward": HelpPage(
      "Forward one or more local ports to a pod",
      usage: "TYPE/NAME [options] [LOCAL_PORT:]REMOTE_PORT [...[LOCAL_PORT_N:]REMOTE_PORT_N]",
      details: """
        Forward one or more local ports to a pod.

         Use resource type/name such as deployment/mydeployment to select a pod. Resource type defaults to 'pod' if omitted.

         If there are multiple pods matching the criteria, a pod will be selected automatically. The forwarding session ends when the selected pod terminates, and a rerun of the command is needed to resume forwarding.
        """,
      examples: """
        # Listen on ports 5000 and 6000 locally, forwarding data to/from ports 5000 and 6000 in the pod
        kubectl port-forward pod/mypod 5000 6000

        # Listen on ports 5000 and 6000 locally, forwarding data to/from ports 5000 and 6000 in a pod selected by the deployment
        kubectl port-forward deployment/mydeployment 5000 6000

        # Listen on port 8443 locally, forwarding to the targetPort of the service's port named "https" in a pod selected by the service
        kubectl port-forward service/myservice 8443:https

        # Listen on port 8888 locally, forwarding to 5000 in the pod
        kubectl port-forward pod/mypod 8888:5000

        # Listen on port 8888 on all addresses, forwarding to 5000 in the pod
        kubectl port-forward --address 0.0.0.0 pod/mypod 8888:5000

        # Listen on port 8888 on localhost and selected IP, forwarding to 5000 in the pod
        kubectl port-forward --address localhost,10.19.21.23 pod/mypod 8888:5000

        # Listen on a random port locally, forwarding to 5000 in the pod
        kubectl port-forward pod/mypod :5000
        """),
    "kubectl proxy": HelpPage(
      "Run a proxy to the Kubernetes API server",
      usage: "[--port=PORT] [--www=static-dir] [--www-prefix=prefix] [--api-prefix=prefix] [options]",
      details: """
        Creates a proxy server or application-level gateway between localhost and the Kubernetes API server. It also allows serving static content over specified HTTP path. All incoming data enters through one port and gets forwarded to the remote Kubernetes API server port, except for the path matching the static content path.
        """,
      examples: """
        # To proxy all of the Kubernetes API and nothing else
        kubectl proxy --api-prefix=/

        # To proxy only part of the Kubernetes API and also some static files
        # You can get pods info with 'curl localhost:8001/api/v1/pods'
        kubectl proxy --www=/my/files --www-prefix=/static/ --api-prefix=/api/

        # To proxy the entire Kubernetes API at a different root
        # You can get pods info with 'curl localhost:8001/custom/api/v1/pods'
        kubectl proxy --api-prefix=/custom/

        # Run a proxy to the Kubernetes API server on port 8011, serving static content from ./local/www/
        kubectl proxy --port=8011 --www=./local/www/

        # Run a proxy to the Kubernetes API server on an arbitrary local port
        # The chosen port for the server will be output to stdout
        kubectl proxy --port=0

        # Run a proxy to the Kubernetes API server, changing the API prefix to k8s-api
        # This makes e.g. the pods API available at localhost:8001/k8s-api/v1/pods/
        kubectl proxy --api-prefix=/k8s-api
        """),
    "kubectl cp": HelpPage(
      "Copy files and directories to and from containers",
      usage: "<file-spec-src> <file-spec-dest> [options]",
      examples: """
        # !!!Important Note!!!
        # Requires that the 'tar' binary is present in your container
        # image.  If 'tar' is not present, 'kubectl cp' will fail.
        #
        # For advanced use cases, such as symlinks, wildcard expansion or
        # file mode preservation, consider using 'kubectl exec'.

        # Copy /tmp/foo local file to /tmp/bar in a remote pod in namespace <some-namespace>
        tar cf - /tmp/foo | kubectl exec -i -n <some-namespace> <some-pod> -- tar xf - -C /tmp/bar

        # Copy /tmp/foo from a remote pod to /tmp/bar locally
        kubectl exec -n <some-namespace> <some-pod> -- tar cf - /tmp/foo | tar xf - -C /tmp/bar

        # Copy /tmp/foo_dir local directory to /tmp/bar_dir in a remote pod in the default namespace
        kubectl cp /tmp/foo_dir <some-pod>:/tmp/bar_dir

        # Copy /tmp/foo local file to /tmp/bar in a remote pod in a specific container
        kubectl cp /tmp/foo <some-pod>:/tmp/bar -c <specific-container>

        # Copy /tmp/foo local file to /tmp/bar in a remote pod in namespace <some-namespace>
        kubectl cp /tmp/foo <some-namespace>/<some-pod>:/tmp/bar

        # Copy /tmp/foo from a remote pod to /tmp/bar locally
        kubectl cp <some-namespace>/<some-pod>:/tmp/foo /tmp/bar
        """),
    "kubectl debug": HelpPage(
      "Create debugging sessions for troubleshooting workloads and nodes",
      usage: "(POD | TYPE[[.VERSION].GROUP]/NAME) [ -- COMMAND [args...] ] [options]",
      details: """
        Debug cluster resources using interactive debugging containers.

         'debug' provides automation for common debugging tasks for cluster objects identified by resource and name. Pods will be used by default if no resource is specified.

         The action taken by 'debug' varies depending on what resource is specified. Supported actions include:

          *  Workload: Create a copy of an existing pod with certain attributes changed, for example changing the image tag to a new version.
          *  Workload: Add an ephemeral container to an already running pod, for example to add debugging utilities without restarting the pod.
          *  Node: Create a new pod that runs in the node's host namespaces and can access the node's filesystem.

         Note: When a non-root user is configured for the entire target Pod, some capabilities granted by debug profile may not work.
        """,
      examples: """
        # Create an interactive debugging session in pod mypod and immediately attach to it.
        kubectl debug mypod -it --image=busybox

        # Create an interactive debugging session for the pod in the file pod.yaml and immediately attach to it.
        # (requires the EphemeralContainers feature to be enabled in the cluster)
        kubectl debug -f pod.yaml -it --image=busybox

        # Create a debug container named debugger using a custom automated debugging image.
        kubectl debug --image=myproj/debug-tools -c debugger mypod

        # Create a copy of mypod adding a debug container and attach to it
        kubectl debug mypod -it --image=busybox --copy-to=my-debugger

        # Create a copy of mypod changing the command of mycontainer
        kubectl debug mypod -it --copy-to=my-debugger --container=mycontainer -- sh

        # Create a copy of mypod changing all container images to busybox
        kubectl debug mypod --copy-to=my-debugger --set-image=*=busybox

        # Create a copy of mypod adding a debug container and changing container images
        kubectl debug mypod -it --copy-to=my-debugger --image=debian --set-image=app=app:debug,sidecar=sidecar:debug

        # Create an interactive debugging session on a node and immediately attach to it.
        # The container will run in the host namespaces and the host's filesystem will be mounted at /host
        kubectl debug node/mynode -it --image=busybox
        """),
  ]
}
