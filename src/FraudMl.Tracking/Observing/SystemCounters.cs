namespace FraudMl.Tracking;

/// <summary>What the operating system counts for the whole machine; null where there is nobody to ask.</summary>
internal static class SystemCounters
{
    /// <summary>Returns how long the processors have worked and how long they have been there, in any unit, since
    /// the machine started.</summary>
    public static (long Busy, long Total)? Processor() =>
        OperatingSystem.IsLinux() ? LinuxCounters.Processor()
        : OperatingSystem.IsWindows() ? WindowsCounters.Processor()
        : OperatingSystem.IsMacOS() ? MacCounters.Processor()
        : null;

    /// <summary>Returns bytes of physical memory.</summary>
    public static (double Used, double Total)? Memory() =>
        OperatingSystem.IsLinux() ? LinuxCounters.Memory()
        : OperatingSystem.IsWindows() ? WindowsCounters.Memory()
        : OperatingSystem.IsMacOS() ? MacCounters.Memory()
        : null;
}
