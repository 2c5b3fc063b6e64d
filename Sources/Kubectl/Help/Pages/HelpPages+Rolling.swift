// swift-format-ignore-file
// The texts keep the lines that kubectl prints, however long.

extension HelpPages {
  /// Changing, scaling and rolling out what is there.
  static let rolling: [String: HelpPage] = [
    "kubectl edit": HelpPage(
      "Edit a resource on the server",
      usage: "(RESOURCE/NAME | -f FILENAME) [options]",
      details: """
        Edit a resource from the default editor.

         The edit command allows you to directly edit any API resource you can retrieve via the command-line tools. It will open the editor defined by your KUBE_EDITOR, or EDITOR environment variables, or fall back to 'vi' for Linux or 'notepad' for Windows. When attempting to open the editor, it will first attempt to use the shell that has been defined in the 'SHELL' environment variable. If this is not defined, the default shell will be used, which is '/bin/bash' for Linux or 'cmd' for Windows.

         You can edit multiple objects, although changes are applied one at a time. The command accepts file names as well as command-line arguments, although the files you point to must be previously saved versions of resources.

         Editing is done with the API version used to fetch the resource. To edit using a specific API version, fully-qualify the resource, version, and group.

         The default format is YAML. To edit in JSON, specify "-o json".

         The flag --windows-line-endings can be used to force Windows line endings, otherwise the default for your operating system will be used.

         In the event an error occurs while updating, a temporary file will be created on disk that contains your unapplied changes. The most common error when updating a resource is another editor changing the resource on the server. When this occurs, you will have to apply your changes to the newer version of the resource, or update your temporary saved copy to include the latest resource version.
        """,
      examples: """
        # Edit the service named 'registry'
        kubectl edit svc/registry

        # Use an alternative editor
        KUBE_EDITOR="nano" kubectl edit svc/registry

        # Edit the job 'myjob' in JSON using the v1 API format
        kubectl edit job.v1.batch/myjob -o json

        # Edit the deployment 'mydeployment' in YAML and save the modified config in its annotation
        kubectl edit deployment/mydeployment -o yaml --save-config

        # Edit the 'status' subresource for the 'mydeployment' deployment
        kubectl edit deployment mydeployment --subresource='status'
        """),
    "kubectl delete": HelpPage(
      "Delete resources by file names, stdin, resources and names, or by resources and label selector",
      usage: "([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)]) [options]",
      details: """
        Delete resources by file names, stdin, resources and names, or by resources and label selector.

         JSON and YAML formats are accepted. Only one type of argument may be specified: file names, resources and names, or resources and label selector.

         Some resources, such as pods, support graceful deletion. These resources define a default period before they are forcibly terminated (the grace period) but you may override that value with the --grace-period flag, or pass --now to set a grace-period of 1. Because these resources often represent entities in the cluster, deletion may not be acknowledged immediately. If the node hosting a pod is down or cannot reach the API server, termination may take significantly longer than the grace period. To force delete a resource, you must specify the --force flag. Note: only a subset of resources support graceful deletion. In absence of the support, the --grace-period flag is ignored.

         IMPORTANT: Force deleting pods does not wait for confirmation that the pod's processes have been terminated, which can leave those processes running until the node detects the deletion and completes graceful deletion. If your processes use shared storage or talk to a remote API and depend on the name of the pod to identify themselves, force deleting those pods may result in multiple processes running on different machines using the same identification which may lead to data corruption or inconsistency. Only force delete pods when you are sure the pod is terminated, or if your application can tolerate multiple copies of the same pod running at once. Also, if you force delete pods, the scheduler may place new pods on those nodes before the node has released those resources and causing those pods to be evicted immediately.

         Note that the delete command does NOT do resource version checks, so if someone submits an update to a resource right when you submit a delete, their update will be lost along with the rest of the resource.

         After a CustomResourceDefinition is deleted, invalidation of discovery cache may take up to 6 hours. If you don't want to wait, you might want to run "kubectl api-resources" to refresh the discovery cache.
        """,
      examples: """
        # Delete a pod using the type and name specified in pod.json
        kubectl delete -f ./pod.json

        # Delete resources from a directory containing kustomization.yaml - e.g. dir/kustomization.yaml
        kubectl delete -k dir

        # Delete resources from all files that end with '.json'
        kubectl delete -f '*.json'

        # Delete a pod based on the type and name in the JSON passed into stdin
        cat pod.json | kubectl delete -f -

        # Delete pods and services with same names "baz" and "foo"
        kubectl delete pod,service baz foo

        # Delete pods and services with label name=myLabel
        kubectl delete pods,services -l name=myLabel

        # Delete a pod with minimal delay
        kubectl delete pod foo --now

        # Force delete a pod on a dead node
        kubectl delete pod foo --force

        # Delete all pods
        kubectl delete pods --all

        # Delete all pods only if the user confirms the deletion
        kubectl delete pods --all --interactive
        """),
    "kubectl rollout": HelpPage(
      "Manage the rollout of a resource",
      usage: "SUBCOMMAND [options]",
      details: """
        Manage the rollout of one or many resources.
                
         Valid resource types include:

          *  deployments
          *  daemonsets
          *  statefulsets
        """,
      examples: """
        # Rollback to the previous deployment
        kubectl rollout undo deployment/abc

        # Check the rollout status of a daemonset
        kubectl rollout status daemonset/foo

        # Restart a deployment
        kubectl rollout restart deployment/abc

        # Restart deployments with the 'app=nginx' label
        kubectl rollout restart deployment --selector=app=nginx
        """),
    "kubectl rollout history": HelpPage(
      "View rollout history",
      usage: "(TYPE NAME | TYPE/NAME) [flags] [options]",
      details: """
        View previous rollout revisions and configurations.
        """,
      examples: """
        # View the rollout history of a deployment
        kubectl rollout history deployment/abc

        # View the details of daemonset revision 3
        kubectl rollout history daemonset/abc --revision=3
        """),
    "kubectl rollout pause": HelpPage(
      "Mark the provided resource as paused",
      usage: "RESOURCE [options]",
      details: """
        Mark the provided resource as paused.

         Paused resources will not be reconciled by a controller. Use "kubectl rollout resume" to resume a paused resource. Currently only deployments support being paused.
        """,
      examples: """
        # Mark the nginx deployment as paused
        # Any current state of the deployment will continue its function; new updates
        # to the deployment will not have an effect as long as the deployment is paused
        kubectl rollout pause deployment/nginx
        """),
    "kubectl rollout restart": HelpPage(
      "Restart a resource",
      usage: "RESOURCE [options]",
      details: """
        Restart a resource.

                Resource rollout will be restarted.
        """,
      examples: """
        # Restart all deployments in the test-namespace namespace
        kubectl rollout restart deployment -n test-namespace

        # Restart a deployment
        kubectl rollout restart deployment/nginx

        # Restart a daemon set
        kubectl rollout restart daemonset/abc

        # Restart deployments with the app=nginx label
        kubectl rollout restart deployment --selector=app=nginx
        """),
    "kubectl rollout resume": HelpPage(
      "Resume a paused resource",
      usage: "RESOURCE [options]",
      details: """
        Resume a paused resource.

         Paused resources will not be reconciled by a controller. By resuming a resource, we allow it to be reconciled again. Currently only deployments support being resumed.
        """,
      examples: """
        # Resume an already paused deployment
        kubectl rollout resume deployment/nginx
        """),
    "kubectl rollout status": HelpPage(
      "Show the status of the rollout",
      usage: "(TYPE NAME | TYPE/NAME) [flags] [options]",
      details: """
        Show the status of the rollout.

         By default 'rollout status' will watch the status of the latest rollout until it's done. If you don't want to wait for the rollout to finish then you can use --watch=false. Note that if a new rollout starts in-between, then 'rollout status' will continue watching the latest revision. If you want to pin to a specific revision and abort if it is rolled over by another revision, use --revision=N where N is the revision you need to watch for.
        """,
      examples: """
        # Watch the rollout status of a deployment
        kubectl rollout status deployment/nginx
        """),
    "kubectl rollout undo": HelpPage(
      "Undo a previous rollout",
      usage: "(TYPE NAME | TYPE/NAME) [flags] [options]",
      details: """
        Roll back to a previous rollout.
        """,
      examples: """
        # Roll back to the previous deployment
        kubectl rollout undo deployment/abc

        # Roll back to daemonset revision 3
        kubectl rollout undo daemonset/abc --to-revision=3

        # Roll back to the previous deployment with dry-run
        kubectl rollout undo --dry-run=server deployment/abc
        """),
    "kubectl scale": HelpPage(
      "Set a new size for a deployment, replica set, or replication controller",
      usage: "[--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME) [options]",
      details: """
        Set a new size for a deployment, replica set, replication controller, or stateful set.

         Scale also allows users to specify one or more preconditions for the scale action.

         If --current-replicas or --resource-version is specified, it is validated before the scale is attempted, and it is guaranteed that the precondition holds true when the scale is sent to the server.
        """,
      examples: """
        # Scale a replica set named 'foo' to 3
        kubectl scale --replicas=3 rs/foo

        # Scale a resource identified by type and name specified in "foo.yaml" to 3
        kubectl scale --replicas=3 -f foo.yaml

        # If the deployment named mysql's current size is 2, scale mysql to 3
        kubectl scale --current-replicas=2 --replicas=3 deployment/mysql

        # Scale multiple replication controllers
        kubectl scale --replicas=5 rc/example1 rc/example2 rc/example3

        # Scale stateful set named 'web' to 3
        kubectl scale --replicas=3 statefulset/web
        """),
    "kubectl autoscale": HelpPage(
      "Auto-scale a deployment, replica set, stateful set, or replication controller",
      usage: "(-f FILENAME | TYPE NAME | TYPE/NAME) [--min=MINPODS] --max=MAXPODS [--cpu-percent=CPU] [options]",
      details: """
        Creates an autoscaler that automatically chooses and sets the number of pods that run in a Kubernetes cluster. The command will attempt to use the autoscaling/v2 API first, in case of an error, it will fall back to autoscaling/v1 API.

         Looks up a deployment, replica set, stateful set, or replication controller by name and creates an autoscaler that uses the given resource as a reference. An autoscaler can automatically increase or decrease number of pods deployed within the system as needed.
        """,
      examples: """
        # Auto scale a deployment "foo", with the number of pods between 2 and 10, no target CPU utilization specified so a default autoscaling policy will be used
        kubectl autoscale deployment foo --min=2 --max=10

        # Auto scale a replication controller "foo", with the number of pods between 1 and 5, target CPU utilization at 80%
        kubectl autoscale rc foo --max=5 --cpu-percent=80
        """),
  ]
}
