namespace BotMaker.DockerEngine.InMemory;

/// <summary>The names under which calls are counted and faults are placed.</summary>
public static class InMemoryOperations
{
    public const string Ping = "ping";
    public const string Version = "version";
    public const string Info = "info";
    public const string DiskUsage = "disk_usage";
    public const string Events = "events";
    public const string ContainerList = "container_list";
    public const string ContainerInspect = "container_inspect";
    public const string ContainerCreate = "container_create";
    public const string ContainerStart = "container_start";
    public const string ContainerStop = "container_stop";
    public const string ContainerKill = "container_kill";
    public const string ContainerPause = "container_pause";
    public const string ContainerUnpause = "container_unpause";
    public const string ContainerRemove = "container_remove";
    public const string ContainerRename = "container_rename";
    public const string ContainerUpdate = "container_update";
    public const string ContainerWait = "container_wait";
    public const string ContainerLogs = "container_logs";
    public const string ContainerExec = "container_exec";
    public const string ImageInspect = "image_inspect";
    public const string ImageList = "image_list";
    public const string ImagePull = "image_pull";
    public const string ImageTag = "image_tag";
    public const string ImageRemove = "image_remove";
    public const string NetworkList = "network_list";
    public const string NetworkInspect = "network_inspect";
    public const string NetworkCreate = "network_create";
    public const string NetworkRemove = "network_remove";
    public const string VolumeList = "volume_list";
    public const string VolumeRemove = "volume_remove";

    /// <summary>As exceptions name it: <c>container start</c>.</summary>
    internal static string Text(string operation) => operation.Replace('_', ' ');
}
