using System.Runtime.InteropServices;

namespace BotMaker.Reconciler.Hosting.Run;

/// <summary>SIGTERM and SIGINT ask for the end, a second one asks for it now; SIGHUP asks for a rescan.</summary>
internal sealed class ProcessSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _hurry = new();
    private readonly PosixSignalRegistration[] _registrations;

    public ProcessSignals(Action onHangup)
    {
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, End),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, End),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
            {
                context.Cancel = true;
                onHangup();
            }),
        ];
    }

    /// <summary>The end was asked for.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>The end was asked for again.</summary>
    public CancellationToken Hurry => _hurry.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _stop.Dispose();
        _hurry.Dispose();
    }

    private void End(PosixSignalContext context)
    {
        // The runtime would end the process by itself.
        context.Cancel = true;
        if (_stop.IsCancellationRequested) _hurry.Cancel();
        _stop.Cancel();
    }
}
