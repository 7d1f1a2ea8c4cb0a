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
    public static bool IsRunning(int id, long startedAt)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited && Math.Abs(StartOf(process) - startedAt) < Tolerance;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static long StartOf(Process process) => process.StartTime.ToUniversalTime().Ticks;
}
