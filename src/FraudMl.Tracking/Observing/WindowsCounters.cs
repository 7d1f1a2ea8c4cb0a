using System.ComponentModel;
using System.Runtime.InteropServices;

namespace FraudMl.Tracking;

/// <summary>The counters of Windows, from kernel32.</summary>
internal static partial class WindowsCounters
{
    // The kernel's time contains the idle time.
    public static (long Busy, long Total) Processor() =>
        GetSystemTimes(out long idle, out long kernel, out long user) ? (kernel + user - idle, kernel + user) : throw new Win32Exception();

    public static (double Used, double Total) Memory()
    {
        var status = new MemoryStatus { Length = (uint)Marshal.SizeOf<MemoryStatus>() };
        return GlobalMemoryStatusEx(ref status) ? (status.TotalPhysical - status.AvailablePhysical, status.TotalPhysical)
            : throw new Win32Exception();
    }

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetSystemTimes(out long idle, out long kernel, out long user);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GlobalMemoryStatusEx(ref MemoryStatus status);

    /// <summary>MEMORYSTATUSEX.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct MemoryStatus
    {
        public uint Length;
        public uint Load;
        public ulong TotalPhysical;
        public ulong AvailablePhysical;
        public ulong TotalPageFile;
        public ulong AvailablePageFile;
        public ulong TotalVirtual;
        public ulong AvailableVirtual;
        public ulong AvailableExtendedVirtual;
    }
}
