using Microsoft.Win32.SafeHandles;

namespace FraudMl;

/// <summary>Owns a native matrix, XGBoost's DMatrix.</summary>
internal sealed class MatrixHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public MatrixHandle()
        : base(true)
    {
    }

    protected override bool ReleaseHandle() => XGBoostNative.XGDMatrixFree(handle) == 0;
}
