#!/bin/bash
# One sweep on many nodes of Slurm, from a folder that all of them see:
#
#   export CTRSWEEP_DB=postgresql://lab@db.lab/sweeps
#   sbatch sweeps/cluster/slurm-array.sh sweeps/any.yaml
#
# Each task launches the same sweep, and the database gives each trial to one of them. Two minutes before its time is over, a task
# gives its trials back (--signal); submitted again, the sweep goes on.
#
#SBATCH --job-name=sweep
#SBATCH --array=1-8
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=4
#SBATCH --mem=8G
#SBATCH --time=08:00:00
#SBATCH --signal=TERM@120
#SBATCH --requeue
# With GPUs, add one # less: Slurm sets CUDA_VISIBLE_DEVICES, and a program shares several by workers: {gpus: auto}.
##SBATCH --gres=gpu:1
set -eu

srun sweep launch "${1:?the spec, as sweeps/any.yaml}" --db "${CTRSWEEP_DB:?the database, as postgresql://lab@db.lab/sweeps}"
