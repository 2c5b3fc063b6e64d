// swift-format-ignore-file
// The texts keep the lines that kubectl prints, however long.

extension HelpPages {
  /// Labels, access and settings.
  static let settings: [String: HelpPage] = [
    "kubectl auth": HelpPage(
      "Inspect authorization"),
    "kubectl auth can-i": HelpPage(
      "Check whether an action is allowed",
      usage: "VERB [TYPE | TYPE/NAME | NONRESOURCEURL] [options]",
      details: """
        Check whether an action is allowed.

         VERB is a logical Kubernetes API verb like 'get', 'list', 'watch', 'delete', etc. TYPE is a Kubernetes resource. Shortcuts and groups will be resolved. NONRESOURCEURL is a partial URL that starts with "/". NAME is the name of a particular Kubernetes resource. This command pairs nicely with impersonation. See --as global flag.
        """,
      examples: """
        # Check to see if I can create pods in any namespace
        kubectl auth can-i create pods --all-namespaces

        # Check to see if I can list deployments in my current namespace
        kubectl auth can-i list deployments.apps

        # Check to see if service account "foo" of namespace "dev" can list pods in the namespace "prod"
        # You must be allowed to use impersonation for the global option "--as"
        kubectl auth can-i list pods --as=system:serviceaccount:dev:foo -n prod

        # Check to see if I can do everything in my current namespace ("*" means all)
        kubectl auth can-i '*' '*'

        # Check to see if I can get the job named "bar" in namespace "foo"
        kubectl auth can-i list jobs.batch/bar -n foo

        # Check to see if I can read pod logs
        kubectl auth can-i get pods --subresource=log

        # Check to see if I can access the URL /logs/
        kubectl auth can-i get /logs/

        # Check to see if I can approve certificates.k8s.io
        kubectl auth can-i approve certificates.k8s.io

        # List all allowed actions in namespace "foo"
        kubectl auth can-i --list --namespace=foo
        """),
    "kubectl auth reconcile": HelpPage(
      "Reconciles rules for RBAC role, role binding, cluster role, and cluster role binding objects",
      usage: "-f FILENAME [options]",
      details: """
        Reconciles rules for RBAC role, role binding, cluster role, and cluster role binding objects.

         Missing objects are created, and the containing namespace is created for namespaced objects, if required.

         Existing roles are updated to include the permissions in the input objects, and remove extra permissions if --remove-extra-permissions is specified.

         Existing bindings are updated to include the subjects in the input objects, and remove extra subjects if --remove-extra-subjects is specified.

         This is preferred to 'apply' for RBAC resources so that semantically-aware merging of rules and subjects is done.
        """,
      examples: """
        # Reconcile RBAC resources from a file
        kubectl auth reconcile -f my-rbac-rules.yaml
        """),
    "kubectl auth whoami": HelpPage(
      "Experimental: Check self subject attributes",
      usage: "[options]",
      details: """
        Experimental: Check who you are and your attributes (groups, extra).

                This command is helpful to get yourself aware of the current user attributes,
                especially when dynamic authentication, e.g., token webhook, auth proxy, or OIDC provider,
                is enabled in the Kubernetes cluster.
        """,
      examples: """
        # Get your subject attributes
        kubectl auth whoami

        # Get your subject attributes in JSON format
        kubectl auth whoami -o json
        """),
    "kubectl label": HelpPage(
      "Update the labels on a resource",
      usage: "[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version] [options]",
      details: """
        Update the labels on a resource.

          *  A label key and value must begin with a letter or number, and may contain letters, numbers, hyphens, dots, and underscores, up to 63 characters each.
          *  Optionally, the key can begin with a DNS subdomain prefix and a single '/', like example.com/my-app.
          *  If --overwrite is true, then existing labels can be overwritten, otherwise attempting to overwrite a label will result in an error.
          *  If --resource-version is specified, then updates will use this resource version, otherwise the existing resource-version will be used.
        """,
      examples: """
        # Update pod 'foo' with the label 'unhealthy' and the value 'true'
        kubectl label pods foo unhealthy=true

        # Update pod 'foo' with the label 'status' and the value 'unhealthy', overwriting any existing value
        kubectl label --overwrite pods foo status=unhealthy

        # Update all pods in the namespace
        kubectl label pods --all status=unhealthy

        # Update a pod identified by the type and name in "pod.json"
        kubectl label -f pod.json status=unhealthy

        # Update pod 'foo' only if the resource is unchanged from version 1
        kubectl label pods foo status=unhealthy --resource-version=1

        # Update pod 'foo' by removing a label named 'bar' if it exists
        # Does not require the --overwrite flag
        kubectl label pods foo bar-
        """),
    "kubectl annotate": HelpPage(
      "Update the annotations on a resource",
      usage: "[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version] [options]",
      details: """
        Update the annotations on one or more resources.

         All Kubernetes objects support the ability to store additional data with the object as annotations. Annotations are key/value pairs that can be larger than labels and include arbitrary string values such as structured JSON. Tools and system extensions may use annotations to store their own data.

         Attempting to set an annotation that already exists will fail unless --overwrite is set. If --resource-version is specified and does not match the current resource version on the server the command will fail.

        Use "kubectl api-resources" for a complete list of supported resources.
        """,
      examples: """
        # Update pod 'foo' with the annotation 'description' and the value 'my frontend'
        # If the same annotation is set multiple times, only the last value will be applied
        kubectl annotate pods foo description='my frontend'

        # Update a pod identified by type and name in "pod.json"
        kubectl annotate -f pod.json description='my frontend'

        # Update pod 'foo' with the annotation 'description' and the value 'my frontend running nginx', overwriting any existing value
        kubectl annotate --overwrite pods foo description='my frontend running nginx'

        # Update all pods in the namespace
        kubectl annotate pods --all description='my frontend running nginx'

        # Update pod 'foo' only if the resource is unchanged from version 1
        kubectl annotate pods foo description='my frontend running nginx' --resource-version=1

        # Update pod 'foo' by removing an annotation named 'description' if it exists
        # Does not require the --overwrite flag
        kubectl annotate pods foo description-
        """),
    "kubectl completion": HelpPage(
      "Output shell completion code for the specified shell (bash, zsh, fish, or powershell)",
      usage: "SHELL [options]",
      details: """
        Output shell completion code for the specified shell (bash, zsh, fish, or powershell). The shell code must be evaluated to provide interactive completion of kubectl commands.  This can be done by sourcing it from the .bash_profile.

         Detailed instructions on how to do this are available here:

                for macOS:
                https://kubernetes.io/docs/tasks/tools/install-kubectl-macos/#enable-shell-autocompletion
                
                for linux:
                https://kubernetes.io/docs/tasks/tools/install-kubectl-linux/#enable-shell-autocompletion
                
                for windows:
                https://kubernetes.io/docs/tasks/tools/install-kubectl-windows/#enable-shell-autocompletion
                
         Note for zsh users: [1] zsh completions are only supported in versions of zsh >= 5.2.
        """,
      examples: #"""
        # Installing bash completion on macOS using homebrew
        ## If running Bash 3.2 included with macOS
        brew install bash-completion
        ## or, if running Bash 4.1+
        brew install bash-completion@2
        ## If kubectl is installed via homebrew, this should start working immediately
        ## If you've installed via other means, you may need add the completion to your completion directory
        kubectl completion bash > $(brew --prefix)/etc/bash_completion.d/kubectl


        # Installing bash completion on Linux
        ## If bash-completion is not installed on Linux, install the 'bash-completion' package
        ## via your distribution's package manager.
        ## Load the kubectl completion code for bash into the current shell
        source <(kubectl completion bash)
        ## Write bash completion code to a file and source it from .bash_profile
        kubectl completion bash > ~/.kube/completion.bash.inc
        printf "
        # kubectl shell completion
        source '$HOME/.kube/completion.bash.inc'
        " >> $HOME/.bash_profile
        source $HOME/.bash_profile

        # Load the kubectl completion code for zsh[1] into the current shell
        source <(kubectl completion zsh)
        # Set the kubectl completion code for zsh[1] to autoload on startup
        kubectl completion zsh > "${fpath[1]}/_kubectl"


        # Load the kubectl completion code for fish[2] into the current shell
        kubectl completion fish | source
        # To load completions for each session, execute once:
        kubectl completion fish > ~/.config/fish/completions/kubectl.fish

        # Load the kubectl completion code for powershell into the current shell
        kubectl completion powershell | Out-String | Invoke-Expression
        # Set kubectl completion code for powershell to run on startup
        ## Save completion code to a script and execute in the profile
        kubectl completion powershell > $HOME\.kube\completion.ps1
        Add-Content $PROFILE "$HOME\.kube\completion.ps1"
        ## Execute completion code in the profile
        Add-Content $PROFILE "if (Get-Command kubectl -ErrorAction SilentlyContinue) {
        kubectl completion powershell | Out-String | Invoke-Expression
        }"
        ## Add completion code directly to the $PROFILE script
        kubectl completion powershell >> $PROFILE
        """#),
    "kubectl config": HelpPage(
      "Modify kubeconfig files",
      usage: "SUBCOMMAND [options]",
      details: """
        Modify kubeconfig files using subcommands like "kubectl config set current-context my-context".

         The loading order follows these rules:

          1.  If the --kubeconfig flag is set, then only that file is loaded. The flag may only be set once and no merging takes place.
          2.  If $KUBECONFIG environment variable is set, then it is used as a list of paths (normal path delimiting rules for your system). These paths are merged. When a value is modified, it is modified in the file that defines the stanza. When a value is created, it is created in the first file that exists. If no files in the chain exist, then it creates the last file in the list.
          3.  Otherwise, ${HOME}/.kube/config is used and no merging takes place.
        """),
    "kubectl config current-context": HelpPage(
      "Display the current-context",
      examples: """
        # Display the current-context
        kubectl config current-context
        """),
    "kubectl config delete-cluster": HelpPage(
      "Delete the specified cluster from the kubeconfig",
      usage: "NAME [options]",
      examples: """
        # Delete the minikube cluster
        kubectl config delete-cluster minikube
        """),
    "kubectl config delete-context": HelpPage(
      "Delete the specified context from the kubeconfig",
      usage: "NAME [options]",
      examples: """
        # Delete the context for the minikube cluster
        kubectl config delete-context minikube
        """),
    "kubectl config delete-user": HelpPage(
      "Delete the specified user from the kubeconfig",
      usage: "NAME [options]",
      examples: """
        # Delete the minikube user
        kubectl config delete-user minikube
        """),
    "kubectl config get-clusters": HelpPage(
      "Display clusters defined in the kubeconfig",
      examples: """
        # List the clusters that kubectl knows about
        kubectl config get-clusters
        """),
    "kubectl config get-contexts": HelpPage(
      "Describe one or many contexts",
      usage: "[(-o|--output=)name)] [options]",
      details: """
        Display one or many contexts from the kubeconfig file.
        """,
      examples: """
        # List all the contexts in your kubeconfig file
        kubectl config get-contexts

        # Describe one context in your kubeconfig file
        kubectl config get-contexts my-context
        """),
    "kubectl config get-users": HelpPage(
      "Display users defined in the kubeconfig",
      examples: """
        # List the users that kubectl knows about
        kubectl config get-users
        """),
    "kubectl config rename-context": HelpPage(
      "Rename a context from the kubeconfig file",
      usage: "CONTEXT_NAME NEW_NAME [options]",
      details: """
        Renames a context from the kubeconfig file.

         CONTEXT_NAME is the context name that you want to change.

         NEW_NAME is the new name you want to set.

         Note: If the context being renamed is the 'current-context', this field will also be updated.
        """,
      examples: """
        # Rename the context 'old-name' to 'new-name' in your kubeconfig file
        kubectl config rename-context old-name new-name
        """),
    "kubectl config set": HelpPage(
      "Set an individual value in a kubeconfig file",
      usage: "PROPERTY_NAME PROPERTY_VALUE [options]",
      details: """
        Set an individual value in a kubeconfig file.

         PROPERTY_NAME is a dot delimited name where each token represents either an attribute name or a map key.  Map keys may not contain dots.

         PROPERTY_VALUE is the new value you want to set. Binary fields such as 'certificate-authority-data' expect a base64 encoded string unless the --set-raw-bytes flag is used.

         Specifying an attribute name that already exists will merge new fields on top of existing values.
        """,
      examples: """
        # Set the server field on the my-cluster cluster to https://1.2.3.4
        kubectl config set clusters.my-cluster.server https://1.2.3.4

        # Set the certificate-authority-data field on the my-cluster cluster
        kubectl config set clusters.my-cluster.certificate-authority-data $(echo "cert_data_here" | base64 -i -)

        # Set the cluster field in the my-context context to my-cluster
        kubectl config set contexts.my-context.cluster my-cluster

        # Set the client-key-data field in the cluster-admin user using --set-raw-bytes option
        kubectl config set users.cluster-admin.client-key-data cert_data_here --set-raw-bytes=true
        """),
    "kubectl config set-cluster": HelpPage(
      "Set a cluster entry in kubeconfig",
      usage: "NAME [--server=server] [--certificate-authority=path/to/certificate/authority] [--insecure-skip-tls-verify=true] [--tls-server-name=example.com] [options]",
      details: """
        Set a cluster entry in kubeconfig.

         Specifying a name that already exists will merge new fields on top of existing values for those fields.
        """,
      examples: """
        # Set only the server field on the e2e cluster entry without touching other values
        kubectl config set-cluster e2e --server=https://1.2.3.4

        # Embed certificate authority data for the e2e cluster entry
        kubectl config set-cluster e2e --embed-certs --certificate-authority=~/.kube/e2e/kubernetes.ca.crt

        # Disable cert checking for the e2e cluster entry
        kubectl config set-cluster e2e --insecure-skip-tls-verify=true

        # Set the custom TLS server name to use for validation for the e2e cluster entry
        kubectl config set-cluster e2e --tls-server-name=my-cluster-name

        # Set the proxy URL for the e2e cluster entry
        kubectl config set-cluster e2e --proxy-url=https://1.2.3.4
        """),
    "kubectl config set-context": HelpPage(
      "Set a context entry in kubeconfig",
      usage: "[NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] [--namespace=namespace] [options]",
      details: """
        Set a context entry in kubeconfig.

         Specifying a name that already exists will merge new fields on top of existing values for those fields.
        """,
      examples: """
        # Set the user field on the gce context entry without touching other values
        kubectl config set-context gce --user=cluster-admin
        """),
  ]
}
