using System.Diagnostics;

namespace FraudMl;

/// <summary>Processes of this machine by number and start, since numbers are used again.</summary>
internal static class OwnProcess
{
    // The start is worked out from the machine's, which a clock that is set moves a little.
    private const long Tolerance = 5 * TimeSpan.TicksPerSecond;

    /// <value>When this process started, in ticks of universal time.</value>
    public static long StartedAt { get; } = StartOf(Process.GetCurrentProcess());

    /// <summary>Returns whether a process is this one.</summary>
    public static bool Is(int id, long startedAt) => id == Environment.ProcessId && startedAt == StartedAt;

    /// <summary>Returns whether a process is still there.</summary>
    public static bool IsRunning(int id, long startedAt) => StartOf(id) is { } start && Math.Abs(start - startedAt) < Tolerance;

    /// <summary>Returns when a process started; null where it is no more.</summary>
    public static long? StartOf(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited ? null : StartOf(process);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static long StartOf(Process process) => process.StartTime.ToUniversalTime().Ticks;
}
