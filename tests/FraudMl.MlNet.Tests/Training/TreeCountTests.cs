using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests.Training;

public sealed class TreeCountTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(30)]
    public void A_forest_has_as_many_trees_as_asked(int treeCount)
    {
        TreeCount(Trainers.FastForest(new() { TreeCount = treeCount })).ShouldBe(treeCount);
        TreeCount(Trainers.FastTree(new() { TreeCount = treeCount })).ShouldBe(treeCount);
    }

    private static int TreeCount(ITrainer trainer) =>
        ((TreeEnsemble)trainer.Train(ContractData.Rows(1000), ContractData.Context())).Roots.Length;
}
