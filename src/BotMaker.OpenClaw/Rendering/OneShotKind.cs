namespace BotMaker.OpenClaw.Rendering;

public enum OneShotKind
{
    /// <summary>The release's own check of the configuration. Exit 0 is valid.</summary>
    ValidateConfiguration,

    /// <summary>Reads every secret file as the bot will. Exit 0 clean, 1 a secret in plain text, 2 a reference that cannot be read.</summary>
    AuditSecrets,

    /// <summary>Puts a channel's package into the bot's state.</summary>
    InstallPackage,

    /// <summary>Reads the state after an image change. Exit 0 clean, 1 findings, 2 could not run.</summary>
    LintState,

    /// <summary>Changes the state where a release refuses to start (78) until that is done.</summary>
    MigrateState,
}
