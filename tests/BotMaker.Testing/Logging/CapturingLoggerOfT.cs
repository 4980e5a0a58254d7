using Microsoft.Extensions.Logging;

namespace BotMaker.Testing.Logging;

/// <summary>The typed form, for constructors that take an <see cref="ILogger{TCategoryName}"/>.</summary>
public sealed class CapturingLogger<T>(CapturingLoggerProvider provider)
    : CapturingLogger(provider, typeof(T).FullName ?? typeof(T).Name), ILogger<T>
{
    public CapturingLogger()
        : this(new CapturingLoggerProvider())
    {
    }
}
