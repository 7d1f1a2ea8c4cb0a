using Microsoft.Extensions.ObjectPool;

namespace FraudMl.Serving;

/// <summary>Keeps the buffers of finished requests for the next ones, large ones excepted.</summary>
internal sealed class WorkspacePool() : DefaultObjectPool<Workspace>(new Policy())
{
    private const int LargestKept = 1 << 20;

    private sealed class Policy : PooledObjectPolicy<Workspace>
    {
        public override Workspace Create() => new();

        public override bool Return(Workspace obj)
        {
            obj.Reset();
            return obj.Capacity <= LargestKept;
        }
    }
}
